# Sourced by the scripts beside it: where the stacks are, and where Terraform finds its provider.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stacks=(ingestion training_edf inference_edf)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# TF_PROVIDER_MIRROR: a folder with registry.terraform.io/…, for machines without internet; without it Terraform's own way
if [ -n "${TF_PROVIDER_MIRROR:-}" ]; then
    cat >"$work/terraform.rc" <<RC
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = "$TF_PROVIDER_MIRROR"
    include = ["registry.terraform.io/*/*"]
  }
}
RC
    export TF_CLI_CONFIG_FILE="$work/terraform.rc"
fi

# the stacks with a Terraform folder of their own, so that nobody's state or provider is touched
copy_stacks() {
    mkdir -p "$work/project"
    cp -r "$root/terraform" "$root/config" "$work/project/"
    (cd "$root" && cp -r --parents edf-api/src/main/resources "$work/project/") # the API's contract and pages
    find "$work/project/terraform" \( -name .terraform -o -name .terraform.lock.hcl \) -prune -exec rm -rf {} +
    for database in RDS TIMESTREAM; do
        mkdir -p "$work/project/terraform/inference_edf/tests/generated"
        sed "s/^\(  forecast_db_type:\) [A-Z]*/\1 $database/" "$root/config/edf_config.yaml" \
            >"$work/project/terraform/inference_edf/tests/generated/$database.yaml"
    done
    sed 's/^\(    automatic_approval:\) false/\1 true/' "$root/config/edf_config.yaml" \
        >"$work/project/terraform/inference_edf/tests/generated/automatic_approval.yaml"
    sed -e "s/^  text: RULES$/  text: BEDROCK/" -e "s/^  bedrock_model_id: null$/  bedrock_model_id: eu.amazon.nova-lite-v1:0/" \
        "$root/config/edf_config.yaml" >"$work/project/terraform/inference_edf/tests/generated/BEDROCK.yaml"
    mkdir -p "$work/project/terraform/ingestion/tests/generated"
    sed "s/^\(  quantiles:\) .*/\1 [0.025, 0.05, 0.29, 0.5, 0.975, 0.99]/" "$root/config/edf_config.yaml" \
        >"$work/project/terraform/ingestion/tests/generated/quantiles.yaml"
}
