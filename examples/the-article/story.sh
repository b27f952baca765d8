#!/bin/sh
# The story of an article of 15 August 2024, told with `advocacy`: letters of United Nations
# experts about people whom China returned to North Korea in September and October 2023, and
# what was answered. Run it in this folder; it may be run again.
#
# What the article does not say stays empty: the letter's UN reference, and the names of four of
# its five mandates. `advocacy` counts in days. Where the article gives a month, a year or no day
# at all, the day below is the last one that it can have been, and the text after --ref or --note
# says so. The year 2024 is inferred: the article speaks of submissions from 2021 to 2024.
set -eu

# An organisation's submissions to United Nations bodies over the years are one history.
for day in 2021-12-31 2022-12-31 2023-12-31 2024-08-15; do
    year=${day%%-*}
    advocacy communication add --on "$day" --from "Jubilee Campaign" --to un-bodies \
        --ref "submission of $year on returned people (day not given)" --series submissions
done

advocacy communication add --on 2023-09-30 --to kp-mission-geneva \
    --from "Working Group on Enforced or Involuntary Disappearances" \
    --ref "urgent action of September 2023 (day not given)" --mandate wgeid
advocacy reply add "urgent action of September 2023 (day not given)" --on 2024-08-15 \
    --kind rejection --note "complete denial; known by this day"

# Letters of mandates are kept confidential for 60 days, so this one was sent by 15 June.
letter="joint allegation letter of five mandates (day not given)"
advocacy communication add --on 2024-06-15 --to kp-mission-geneva \
    --from "Five mandates of the Special Procedures" --ref "$letter" --mandate sr-vaw \
    --question "Where are the detainees who are named?" \
    --question "How are women in detention protected from torture and other ill-treatment?" \
    --question "Will the families and lawyers of all detainees, particularly of those in kwanliso, be told of their fate and whereabouts?"
advocacy reply add "$letter" --on 2024-08-15 --kind acknowledged \
    --note "note of receipt; known by this day"
advocacy reply add "$letter" --on 2024-08-15 --kind rejection --paragraphs 5 \
    --from "Permanent Mission of the DPRK in Geneva" \
    --note "categorically denies and rejects; known by this day"
advocacy reply assess "$letter" --reply 2 --rest not_addressed

advocacy show "$letter"
advocacy history --series submissions
advocacy report --out report.html
