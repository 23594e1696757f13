#!/bin/sh
# A Slurm job array: eight tasks, each builds one share of the books. Submit with: sbatch ci/slurm.sh
#SBATCH --job-name=books
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
set -eu
nashr build books --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --out "dist/$SLURM_ARRAY_TASK_ID"
