#!/usr/bin/env bash
# Verifies a checkpoint with an array of 64 jobs and a final job that judges: slurm.sh FILE RULES FOLDER
# The folder must not exist yet, and must be on storage that all nodes share. A job whose file cannot be read (status 66) is
# tried three times. The final job judges in any case and names what is missing.
set -euo pipefail
file=$(realpath "$1") rules=$(realpath "$2") folder=$(realpath -m "$3") parts=64
mkdir "$folder"

array=$(sbatch --parsable --array=1-$parts --cpus-per-task=2 --requeue --output="$folder/%a.log" <<JOB
#!/usr/bin/env bash
glorot summarize "$file" --expect "$rules" --part \$SLURM_ARRAY_TASK_ID/$parts --output "$folder/\$SLURM_ARRAY_TASK_ID.glorot"
status=\$?
[ \$status -eq 66 ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt 2 ] && scontrol requeue \$SLURM_JOB_ID
exit \$status
JOB
)
sbatch --dependency=afterany:"$array" --output="$folder/verdict.txt" <<JOB
#!/usr/bin/env bash
glorot judge "$folder"/*.glorot
JOB
