#!/bin/sh
# The story of an article of 15 August 2024, told with `advocacy`: letters of United Nations
# experts about people whom China returned to North Korea in September and October 2023, and
# what was answered. Run it in this folder; it may be run again.
#
# What the article does not say stays empty: the letter's UN reference, and the names of four of
# its five mandates. The same goes for days: where the article gives a month or a year, --on gives
# no more. The year 2024 is inferred, since the article speaks of submissions from 2021 to 2024; of
# the joint letter and of the replies it gives no date at all, and the text says so.
set -eu

# An organisation's submissions to United Nations bodies over the years are one history.
for year in 2021 2022 2023 2024; do
    advocacy communication add --on "$year" --from "Jubilee Campaign" --to un-bodies \
        --ref "submission of $year on returned people" --series submissions
done

# A case of this Working Group is confidential without an end. That there was one had become public
# by the day of the article; of what it says the public report tells nothing all the same.
advocacy communication add --on 2023-09 --to kp-mission-geneva --confidential-until 2024-08-15 \
    --from "Working Group on Enforced or Involuntary Disappearances" \
    --ref "urgent action of September 2023" --mandate wgeid
advocacy reply add "urgent action of September 2023" --on 2024 \
    --kind rejection --note "complete denial; the year is inferred"

# It had become public by the day of the article.
letter="joint allegation letter of five mandates (year inferred)"
advocacy communication add --on 2024 --to kp-mission-geneva --confidential-until 2024-08-15 \
    --from "Five mandates of the Special Procedures" --ref "$letter" --mandate sr-vaw \
    --question "Where are the detainees who are named?" \
    --question "How are women in detention protected from torture and other ill-treatment?" \
    --question "Will the families and lawyers of all detainees, particularly of those in kwanliso, be told of their fate and whereabouts?"
advocacy reply add "$letter" --on 2024 --kind acknowledged \
    --note "note of receipt; the year is inferred"
advocacy reply add "$letter" --on 2024 --kind rejection --paragraphs 5 \
    --from "Permanent Mission of the DPRK in Geneva" \
    --note "categorically denies and rejects; the year is inferred"
advocacy reply assess "$letter" --reply 2 --rest not_addressed

advocacy show "$letter"
advocacy history --series submissions
advocacy report --out report.html
