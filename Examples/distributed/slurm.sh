#!/usr/bin/env bash
# Verifies a checkpoint by an array of 64 jobs and one that judges: slurm.sh FILE RULES FOLDER
# The folder is on storage that all nodes share. Slurm runs a job again that failed for want of a file (status 66).
set -euo pipefail
file=$(realpath "$1") rules=$(realpath "$2") folder=$(realpath "$3") parts=64

array=$(sbatch --parsable --array=1-$parts --cpus-per-task=2 --requeue --output="$folder/%a.log" <<JOB
#!/usr/bin/env bash
glorot summarize "$file" --expect "$rules" --part \$SLURM_ARRAY_TASK_ID/$parts --output "$folder/\$SLURM_ARRAY_TASK_ID.glorot" ||
    { [ \$? -eq 66 ] && scontrol requeue \$SLURM_JOB_ID; }
JOB
)
sbatch --dependency=afterok:"$array" --output="$folder/verdict.txt" <<JOB
#!/usr/bin/env bash
glorot judge "$folder"/*.glorot
JOB
