#!/bin/sh
# A whole action day from the shell, in the campaign's folder. It needs jq.
#
#   sh action-day.sh morning VOLUNTEERS    take the list in, check, draft, print
#   sh action-day.sh petition SIGNED       take signatures in, make the petition's letter
#   sh action-day.sh evening [POINT]       say what was handed over at POINT and what was
#                                          posted, and count
#
# Each may be repeated: nothing is drafted, printed or marked a second time. Exit code 3 of
# `advocacy` means "partly done": the script says what was left out, and goes on.
# PRINT=echo names the files instead of printing them (they count as printed).
set -eu

template=call-on-xi-jinping
petition=petition-to-xi-jinping
print=${PRINT:-lp}     # the program that prints the files it is given
day=letters/action-day # where the answers are kept, and what has been printed

# ask ANSWER COMMAND...: keep the answer of a command, and its exit code in $code. Ends the
# script where nothing was done.
ask() {
    answer=$day/$1
    shift
    code=0
    "$@" --json >"$answer" || code=$?
    case $code in
    0 | 3) ;;
    *)
        jq -r '(.problems + [(.bad, .letters)[]?.problems[]?])[]? | select(.severity == "error")
            | "\(.where // "error"): \(.message)", "  \(.hint // "no hint")"' "$answer" >&2
        exit "$code"
        ;;
    esac
}

morning() {
    ask import.json advocacy senders import "$1" --keep-good
    jq -r '"senders: \(.added | length) new, \(.changed | length) changed, \(.same | length) known"' \
        "$answer"
    rows_to_mend
    ask check.json advocacy check
    ask draft.json advocacy draft "$template" --sender all
    jq -r '.totals | "letters: \(.drafted) drafted, \(.unchanged) unchanged, \(.skipped) skipped"' \
        "$answer"
    if [ "$code" -eq 3 ]; then
        jq -r '.letters[] | select(.outcome == "failed")
            | "no letter of \(.sender): \(first(.problems[] | select(.severity == "error")).message)"' \
            "$answer"
    fi
    print_letters
}

# Print what is not printed yet, a pile for each delivery point. A letter that was drafted anew
# has another SHA-256, and is printed again.
print_letters() {
    jq --rawfile printed "$day/printed" '[.letters[] | select(.file)
        | select(.sha256 as $sum | $printed | contains($sum) | not)]' \
        "$answer" >"$day/to-print.json"
    jq -r '[.[].via] | unique[]' "$day/to-print.json" | while read -r point; do
        jq -r --arg point "$point" '.[] | select(.via == $point)
            | "\(.sha256) \(.reference) \(.file)"' "$day/to-print.json" >"$day/pile"
        cut -d ' ' -f 3- "$day/pile" | tr '\n' '\0' | xargs -0 "$print"
        echo "$(grep -c . "$day/pile") printed for $point"
        cat "$day/pile" >>"$day/printed"
    done
}

petition() {
    ask signed.json advocacy petition import "$1" --template "$petition" --keep-good
    jq -r '"signatures: \(.new) new, \(.counts.total) in all"' "$answer"
    rows_to_mend
    ask petition.json advocacy petition deliver "$petition"
    jq -r '.annexes[] | "names in \(.file): \(.named)"' "$answer"
}

rows_to_mend() {
    if [ "$code" -eq 3 ]; then
        jq -r '"bad rows: \(.bad | length); mend \(.bad_file), then take it in as well"' "$answer"
    fi
}

evening() {
    ask status.json advocacy status --not-sent
    printed_for "$1" true | advocacy mark delivered --by hand -
    printed_for "$1" false | advocacy mark sent --by post -
    ask status.json advocacy status
    jq -r '.totals | to_entries[] | select(.value > 0) | "\(.key): \(.value)"' "$answer"
}

# printed_for POINT true|false: the references of printed letters that are still here, for that
# delivery point or for the others.
printed_for() {
    jq -r --rawfile printed "$day/printed" --arg template "$template" \
        --arg point "$1" --argjson there "$2" '.letters[]
        | select(.template == $template and .delivery == "drafted" and (.stale | not))
        | select(.reference as $one | $printed | contains($one))
        | select((.via == $point) == $there).reference' "$answer"
}

umask 077
mkdir -p "$day"
touch "$day/printed"
case ${1:-} in
morning) morning "${2:?name the table of volunteers}" ;;
petition) petition "${2:?name the table of signatures}" ;;
evening) evening "${2:-}" ;;
*)
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
