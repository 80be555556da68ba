#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# How much burned-in text is found, side by side: recall by kind and contrast, false area, colours, CPU s/Mpx.
# text.sh PROGRAM SHARED FOLDER [--modes "tesseract3 tesseract11 default plain quick standard max"] [--subset tuning|unseen|whole]
#   [--kinds "K ..."] [--limit PICTURES-A-KIND] [--label L] [--misses] [--without-large] [--triage: lines to be coloured, in a FOLDER of their own]
# FOLDER keeps the corpus and every answer: stop and start it as you like, only what is new is asked. One process, but hours of
# a busy core for everything; ratios to `default` and `plain` hold on a busy machine, seconds do not. Wants tesseract-ocr.
set -eu
program=$(realpath "$1") shared=$(realpath "$2") folder=$3
shift 3
modes="tesseract3 tesseract11 default plain quick standard max" subset=tuning kinds="" limit="" label="" judging="" triage=""
while [ $# -gt 0 ]; do
    case $1 in
    --modes) modes=$2 && shift 2 ;;
    --subset) subset=$2 && shift 2 ;;
    --kinds) kinds="--kinds $2" && shift 2 ;;
    --limit) limit="--limit $2" && shift 2 ;;
    --label) label="--label $2" && shift 2 ;;
    --misses | --without-large) judging="$judging $1" && shift ;;
    --triage) triage="--triage" && shift ;;
    *) echo "unknown: $1" >&2 && exit 1 ;;
    esac
done
here=$(dirname "$(realpath "$0")")/../data/burnin
run() { nice -n 10 /usr/bin/python3 -B -W ignore "$@"; }
# shellcheck disable=SC2086 # an option or nothing
[ -s "$folder/key.tsv" ] || run "$here/generate.py" "$shared" "$folder" $triage
answers=""
for mode in $modes; do
    # shellcheck disable=SC2086 # lists of words
    run "$here/engines.py" "$folder" "$mode" --program "$program" --half "$subset" $kinds $limit $label
    answers="$answers $folder/answers/$mode${label#--label }.json"
done
# shellcheck disable=SC2086
run "$here/score.py" "$folder" $answers --half "$subset" $kinds $judging
