# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                = "edf-dev"
  cidr_block          = "10.42.0.0/24"
  min_capacity        = 0.5
  max_capacity        = 2
  deletion_protection = true
  final_snapshot      = true
  kms_key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "it_is_encrypted_and_nobody_knows_its_password" {
  command = apply

  assert {
    condition     = aws_rds_cluster.this.storage_encrypted && aws_rds_cluster.this.manage_master_user_password && aws_rds_cluster.this.kms_key_id == var.kms_key_arn
    error_message = "The database is encrypted by our key and nobody knows its password."
  }
  assert {
    condition     = one(aws_rds_cluster_parameter_group.this.parameter).name == "rds.force_ssl"
    error_message = "Nothing is said in the clear."
  }
  assert {
    condition     = output.url == "jdbc:postgresql://edf.cluster-abc.eu-central-1.rds.amazonaws.com:5432/edf?sslmode=verify-full"
    error_message = output.url
  }
}

run "it_has_no_way_to_the_internet" {
  command = apply

  assert {
    condition     = length(output.network.subnet_ids) == 2 && length(aws_route_table.private.route) == 0
    error_message = "Two subnets, and no route out."
  }
  assert {
    condition     = alltrue([for subnet in aws_subnet.private : !coalesce(subnet.map_public_ip_on_launch, false)])
    error_message = "Nothing has a public address."
  }
}

run "each_cluster_leaves_a_snapshot_of_its_own" {
  command = apply

  assert {
    condition     = can(regex("^edf-dev-[0-9]{14}$", aws_rds_cluster.this.final_snapshot_identifier)) && !aws_rds_cluster.this.skip_final_snapshot
    error_message = aws_rds_cluster.this.final_snapshot_identifier
  }
}

run "what_is_thrown_away_leaves_nothing" {
  command = apply

  variables {
    deletion_protection = false
    final_snapshot      = false
  }

  assert {
    condition     = aws_rds_cluster.this.skip_final_snapshot && aws_rds_cluster.this.final_snapshot_identifier == null
    error_message = "No snapshot was asked for."
  }
}
