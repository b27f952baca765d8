"""Letters that stand for one another in names, and words that stand beside names."""

from __future__ import annotations

_CHINESE = (
    "張张 陳陈 劉刘 楊杨 趙赵 黃黄 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 許许 鄧邓 馮冯 蕭萧 蔣蒋 餘余"
    " 葉叶 蘇苏 盧卢 鐘钟 鍾钟 譚谭 鄒邹 陸陆 範范 賈贾 韋韦 龍龙 萬万 錢钱 湯汤 賴赖 龔龚 嚴严"
    " 顧顾 龐庞 蘭兰 齊齐 魯鲁 聶聂 莊庄 閻阎 閆闫 鄺邝 區区 歐欧 陽阳 東东 賀贺 衛卫 鮑鲍 單单"
    " 應应 項项 關关 寧宁 費费 紀纪 駱骆 華华 國国 偉伟 麗丽 強强 軍军 傑杰 雲云 鳳凤 鵬鹏 飛飞"
    " 輝辉 紅红 靜静 寶宝 慶庆 曉晓 夢梦 榮荣 貴贵 誠诚 義义 禮礼 樂乐 實实 見见 愛爱 蓮莲 順顺"
    " 興兴 豐丰 澤泽 濤涛 濱滨 濟济 潔洁 瑩莹 勝胜 勵励 勳勋 學学 寬宽 廣广 億亿 儀仪 倫伦 備备"
    " 僑侨 蘆芦 葦苇 藝艺 術术 樹树 樺桦 標标 橋桥 權权 歡欢 歲岁 歸归 漢汉 濃浓 灣湾 煒炜 燁烨"
    " 燦灿 爾尔 獻献 環环 瑋玮 瓊琼 畢毕 礎础 禎祯 穎颖 縣县 繼继 續续 維维 綱纲 緒绪 綠绿 緯纬"
    " 練练 總总 織织 績绩 羨羡 聖圣 聰聪 聲声 肅肃 臨临 舊旧 藍蓝 虛虚 視视 覺觉 訓训 詩诗 詠咏"
    " 詳详 誼谊 調调 諾诺 謙谦 講讲 證证 護护 豔艳 貞贞 財财 貫贯 貢贡 賓宾 賢贤 贊赞 趨趋 軒轩"
    " 輕轻 達达 運运 遠远 遲迟 適适 選选 遙遥 邁迈 邊边 鄉乡 鄰邻 醫医 鈞钧 鈴铃 銀银 銳锐 銘铭"
    " 鋒锋 錦锦 鎮镇 鏡镜 鐵铁 長长 門门 開开 閣阁 闊阔 陰阴 陣阵 際际 隨随 險险 雋隽 雙双 難难"
    " 電电 靈灵 韻韵 響响 頌颂 頓顿 領领 頡颉 頻频 題题 顏颜 願愿 顯显 風风 馳驰 駿骏 驍骁 驕骄"
    " 魚鱼 鮮鲜 鳥鸟 鴻鸿 鶴鹤 鷹鹰 麥麦 黨党 點点 優优 傳传 剛刚 勁劲 勞劳 參参 喬乔 嘯啸 圍围"
    " 圓圆 執执 報报 場场 塵尘 壽寿 壯壮 婭娅 媽妈 嬋婵 嬌娇 孿孪 將将 專专 尋寻 對对 導导 嶺岭"
    " 嶼屿 嶽岳 帥帅 師师 帶带 幣币 幫帮 庫库 彥彦 後后 從从 復复 恆恒 懷怀 態态 戰战 據据 採采"
    " 揚扬 換换 擁拥 擇择 擊击 擴扩 攝摄 敵敌 數数 斷断 時时 晉晋 晝昼 暢畅 會会 業业 極极 娛娱"
    " 熱热 無无 當当 發发 眾众 礬矾 筆笔 節节 紹绍 終终 絲丝 緣缘 編编 萊莱"
)
"""Traditional characters that are common in names, each with its simplified one; pairs as in the
Unihan database (kSimplifiedVariant)."""

_STROKED = "łl ŁL đd ĐD øo ØO ħh ĦH ŧt ŦT ıi ɨi ɓb ɗd ƙk"
"""Letters with a stroke or hook, which no decomposition takes away."""
_ARABIC = "یي ىي کك ةه ہه ھه ۀه ٱا"
"""Persian and Urdu letters, and Arabic ones that are written in more than one way."""
_LIGATURES = {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
_KATAKANA = range(0x30A1, 0x30F7)
_TO_HIRAGANA = 0x60


def _pairs(text: str) -> dict[int, str]:
    """What to write for each character, from pairs with a blank between two of them."""
    return {ord(pair[0]): pair[1] for pair in text.split()}


VARIANTS = {
    **_pairs(f"{_CHINESE} {_STROKED} {_ARABIC}"),
    **{ord(one): other for one, other in _LIGATURES.items()},
    **{code: chr(code - _TO_HIRAGANA) for code in _KATAKANA},
}
"""What to write for letters of which there are several, so that all are compared as one."""

_LOWER = (
    "аa бb вb гr еe зe иu іi їi йu кk мm нh оo пn рp сc тt уu хx ьb ѕs јj һh ԁd ԛq ԝw үu ѵv ӏi"
    " αa βb γy ηn ιi κk νv οo ρp σo τt υu χx ωw ϲc ϳj πn λa"
    " ոn սu օo հh զq ցg ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz"
    " ɑa ɡg ҽe ӓa ѐe"
)
_UPPER = (
    "АA ВB ЕE ЗE КK МM НH ОO РP СC ТT УY ХX ІI ЇI ЈJ ЅS ҺH ԌG ԚQ ԜW ҮY"
    " ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC ϽJ ՍU ՕO ՏS"
    " ᎪA ᏴB ᏟC ᎠD ᎬE ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᎩY ᏃZ ᏀG"
)
_ALIKE = "li yu"

TWINS = _pairs(f"{_LOWER} {_UPPER} {_ALIKE}")
"""Letters, each with the Latin letter that it looks like (after Unicode Technical Standard 39). `l`
looks like a capital `i`, and an upsilon like `y` and like `u`."""
DIGITS = _pairs("0o 1i 3e 5s 7t 8b $s |i")
"""Digits and signs that stand for letters within a word."""
PARTICLES = (
    "은 는 이 가 을 를 의 에 에게 에게서 한테 께 께서 와 과 하고 도 만 뿐 부터 까지 로 으로 라 랑"
    " 이랑 아 야 여 이여 인 이며 이라 라는 이란 입니다 이다 였 처럼 보다 마저 조차 나 이나 든 들"
    " 네 및 씨 님 군 양 선생 동지 여사 측 란 이고 고 며 밖 같 대해 말고 마다"
)
"""What may follow a name in Hangul in the same word: particles, honorifics, and how these begin."""
TITLES = (
    "mr mrs ms miss mx dr prof sir madam herr herrn frau m mm mme mlle monsieur madame"
    " mademoiselle sr sra srta senor senora senorita don dona dna sig signor signora dott pan pani"
    " comrade tongzhi brother sister uncle aunt ong ba bac г гн госпожа господин товарищ пан пані"
    " κ κυρια κυριος"
)
"""What stands before a name."""
PREFIXES = "و ف ب ل ك ال وال بال لل فال كال وب ول وك فل فب ו ה ב ל מ כ ש וה וב ול ומ שה"
"""What Arabic and Hebrew write before a name in the same word."""
TITLES_AFTER = "ssi nim san sama kun"
"""What stands behind a name in Latin letters."""
HONOURS = "씨 님 모씨 선생 여사 동지 先生 女士 小姐 太太 同志 氏 某 君 さん 様 さま くん ちゃん"
"""What stands behind a family name in Hangul and in Chinese characters."""
COMMON = (
    "all and any are aus bei but can das dei del dem den der des die eat ein era est for fra fue"
    " had ham has her him his how ich ihr las les los man may men met mit moi non nos not our out"
    " own par per por que qui red see set she sie sir six son sun sur ten the too tun una und une"
    " uno use van via von vor was way who why wie win wir yes yet you zum zur"
)
"""Words of three letters that begin with a capital where they begin a sentence."""
DOUBLE = "欧阳 司马 诸葛 上官 皇甫 夏侯 尉迟 公孙 慕容 令狐 长孙 宇文 司徒"
"""Chinese family names of two characters."""
