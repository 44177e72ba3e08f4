#!/bin/sh
# Formats the staged files and stages the result. A file that is staged only in part is checked, not changed: its other
# part is not meant to be committed.
staged=$(git diff --cached --name-only --diff-filter=ACMR | sort)
[ -n "$staged" ] || exit 0
unstaged=$(git diff --name-only | sort)
partly=$(printf '%s\n%s\n' "$staged" "$unstaged" | sort | uniq -d)

if [ -n "$partly" ]; then
  biome check --staged --no-errors-on-unmatched || exit 1
else
  biome check --write --staged --no-errors-on-unmatched || exit 1
  git update-index --again || exit 1
fi
exec tsc --noEmit
