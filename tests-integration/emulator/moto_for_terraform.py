#!/usr/bin/env python3
"""moto_server with the few calls that Terraform's AWS provider makes and moto 5.2.1 lacks or answers incompletely.

Takes the arguments of moto_server. Each replacement says what is missed without it. None of them makes anything succeed
that AWS would refuse for its content: definitions of state machines are parsed, unknown names are not found.
"""

import copy
import json
import sys
from datetime import datetime, timezone

from moto.athena.responses import AthenaResponse
from moto.awslambda.models import LambdaFunction
from moto.budgets.responses import BudgetsResponse
from moto.cloudfront import urls as cloudfront_urls
from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import Distribution
from moto.cloudfront.responses import CloudFrontResponse
from moto.cloudwatch.responses import CloudWatchResponse
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.rds.models import DBCluster
from moto.s3.responses import S3Response
from moto.sagemaker import models as sagemaker_models
from moto.sagemaker.exceptions import ResourceNotFound, ValidationError
from moto.sagemaker.responses import SageMakerResponse
from moto.server import main
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.responses import StepFunctionResponse


def validate_state_machine_definition(self):
    """states:ValidateStateMachineDefinition, which every plan of aws_sfn_state_machine calls."""
    diagnostics = []
    try:
        AmazonStateLanguageParser.parse(self._get_param("definition"))
    except Exception as invalid:  # the parser raises whatever its grammar does
        diagnostics = [
            {"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": str(invalid), "location": "/"}
        ]
    return ActionResult(
        {"result": "FAIL" if diagnostics else "OK", "diagnostics": diagnostics, "truncated": False}
    )


StepFunctionResponse.validate_state_machine_definition = validate_state_machine_definition
StepFunctionResponse.list_state_machine_versions = lambda self: ActionResult({"stateMachineVersions": []})
# a second execution in a region copies the state machine deeply, and its lock cannot be copied
StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)


def delete_model_package_group(self):
    """sagemaker:DeleteModelPackageGroup, without which destroy fails."""
    name = self._get_param("ModelPackageGroupName").split("/")[-1]
    groups = self.sagemaker_backend.model_package_groups
    if name not in groups:
        raise ValidationError(message=f"Model Package Group {name} does not exist.")
    del groups[name]
    return EmptyResult()


def delete_feature_group(self):
    """sagemaker:DeleteFeatureGroup."""
    name = self._get_param("FeatureGroupName")
    groups = self.sagemaker_backend.feature_groups
    for key in [key for key, group in groups.items() if group.feature_group_name == name]:
        del groups[key]
    return EmptyResult()


SageMakerResponse.delete_model_package_group = delete_model_package_group
SageMakerResponse.delete_feature_group = delete_feature_group

_describe_feature_group = sagemaker_models.SageMakerModelBackend.describe_feature_group
_resource_from_arn = sagemaker_models.SageMakerModelBackend._get_resource_from_arn


def describe_feature_group(self, feature_group_name):
    """A group that is gone is not found, instead of an internal error: destroy waits for that."""
    if not any(group.feature_group_name == feature_group_name for group in self.feature_groups.values()):
        raise ResourceNotFound(message=f"Resource Not Found: FeatureGroup {feature_group_name}")
    return _describe_feature_group(self, feature_group_name)


def resource_from_arn(self, arn):
    """Tags of a feature group, on which create hangs otherwise."""
    if ":feature-group/" in arn:
        return next(group for group in self.feature_groups.values() if group.arn == arn)
    return _resource_from_arn(self, arn)


sagemaker_models.SageMakerModelBackend.describe_feature_group = describe_feature_group
sagemaker_models.SageMakerModelBackend._get_resource_from_arn = resource_from_arn

_tags_of_budgets = {}
_create_budget = BudgetsResponse.create_budget


def create_budget(self):
    """Tags of budgets are kept for list_tags_for_budget."""
    _tags_of_budgets[self._get_param("Budget")["BudgetName"]] = self._get_param("ResourceTags") or []
    return _create_budget(self)


def list_tags_for_budget(self):
    """budgets:ListTagsForResource, which every plan of a budget calls."""
    name = self._get_param("ResourceARN").split("/")[-1]
    return json.dumps({"ResourceTags": _tags_of_budgets.get(name, [])})


def describe_subscribers(self):
    """budgets:DescribeSubscribersForNotification, which every read of a budget calls."""
    budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
    asked_for = self._get_param("Notification")
    found = next(each for each in budget.notifications if each.details["NotificationType"] == asked_for["NotificationType"])
    return json.dumps({"Subscribers": found.subscribers})


BudgetsResponse.create_budget = create_budget
BudgetsResponse.describe_subscribers_for_notification = describe_subscribers
BudgetsResponse.list_tags_for_resource = list_tags_for_budget


_distribution_init = Distribution.__init__
_update_distribution = CloudFrontResponse.update_distribution


def distribution_init(self, account_id, region_name, config):
    """What was asked for, of which moto drops a part and adds another: every plan would find a change. And the ARN as it is."""
    self.asked_for = copy.deepcopy(config)
    _distribution_init(self, account_id, region_name, config)
    self.arn = f"arn:aws:cloudfront::{account_id}:distribution/{self.id}"


def get_distribution(self):
    distribution, etag = self.backend.get_distribution(self._get_param("Id"))
    shown = copy.copy(distribution)
    shown.distribution_config = with_defaults(distribution.asked_for)
    return ActionResult({"Distribution": shown, "ETag": etag})


def with_defaults(config):
    """What CloudFront answers where nothing was said."""
    answered = copy.deepcopy(config)
    for field in ("Aliases", "CacheBehaviors", "CustomErrorResponses", "OriginGroups"):
        answered.setdefault(field, {"Quantity": 0})
    answered.setdefault("Logging", {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""})
    for behavior in [answered["DefaultCacheBehavior"], *answered["CacheBehaviors"].get("Items", [])]:
        for field in ("FunctionAssociations", "LambdaFunctionAssociations"):
            behavior.setdefault(field, {"Quantity": 0})
        for field in ("TrustedKeyGroups", "TrustedSigners"):
            behavior.setdefault(field, {"Enabled": False, "Quantity": 0})
    return answered


def update_distribution(self):
    self.backend.get_distribution(self._get_param("Id"))[0].asked_for = copy.deepcopy(self._get_param("DistributionConfig"))
    return _update_distribution(self)


Distribution.__init__ = distribution_init
CloudFrontResponse.get_distribution = get_distribution
CloudFrontResponse.update_distribution = update_distribution

_headers_policies = {}


def create_response_headers_policy(self):
    """cloudfront:CreateResponseHeadersPolicy, which moto has not, as little as the three calls below."""
    identifier = f"headers-{len(_headers_policies) + 1}"
    _headers_policies[identifier] = self._get_param("ResponseHeadersPolicyConfig")
    return described_headers_policy(identifier)


def get_response_headers_policy(self):
    return described_headers_policy(self._get_param("Id"))


def delete_response_headers_policy(self):
    _headers_policies.pop(self._get_param("Id"), None)
    return EmptyResult()


def described_headers_policy(identifier):
    if identifier not in _headers_policies:
        raise CloudFrontException("NoSuchResponseHeadersPolicy", "The policy does not exist.")
    policy = {
        "Id": identifier,
        "LastModifiedTime": datetime.now(timezone.utc),
        "ResponseHeadersPolicyConfig": _headers_policies[identifier],
    }
    return ActionResult({"ResponseHeadersPolicy": policy, "ETag": "1"})


CloudFrontResponse.create_response_headers_policy = create_response_headers_policy
CloudFrontResponse.get_response_headers_policy = get_response_headers_policy
CloudFrontResponse.delete_response_headers_policy = delete_response_headers_policy
cloudfront_urls.url_paths["{0}/2020-05-31/response-headers-policy$"] = CloudFrontResponse.dispatch
cloudfront_urls.url_paths["{0}/2020-05-31/response-headers-policy/(?P<policy_id>[^/]+)$"] = CloudFrontResponse.dispatch


def delete_resource_server(self):
    """cognito-idp:DeleteResourceServer, without which destroy fails."""
    pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
    pool.resource_servers.pop(self._get_param("Identifier"), None)
    return EmptyResult()


CognitoIdpResponse.delete_resource_server = delete_resource_server


def delete_named_query(self):
    """athena:DeleteNamedQuery, without which destroy fails."""
    self.athena_backend.named_queries.pop(self._get_param("NamedQueryId"), None)
    return "{}"


AthenaResponse.delete_named_query = delete_named_query

# cloudwatch:PutCompositeAlarm; moto keeps such alarms already, and only has no name for the call
CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm

_bucket_notification = S3Response.get_bucket_notification


def get_bucket_notification(self):
    """EventBridge notifications are stored but not returned: every plan would find a change."""
    notification = self.backend.get_bucket_notification_configuration(self.bucket_name)
    if notification and notification.event_bridge is not None:
        self.data["Action"] = "GetBucketNotificationConfiguration"
        return self.serialized(ActionResult({"EventBridgeConfiguration": {}}))
    return _bucket_notification(self)


S3Response.get_bucket_notification = get_bucket_notification

_function_init = LambdaFunction.__init__
_function_configuration = LambdaFunction.get_configuration


def function_init(self, account_id, spec, *args, **kwargs):
    self.asked_for = spec
    _function_init(self, account_id, spec, *args, **kwargs)


def function_configuration(self, on_create=False):
    """What moto drops: every plan would find a change."""
    configuration = _function_configuration(self, on_create)
    asked_for = getattr(self, "asked_for", {})
    for field in ("KMSKeyArn", "DeadLetterConfig", "LoggingConfig"):
        if field in asked_for:
            configuration[field] = asked_for[field]
    if "SnapStart" in asked_for:
        configuration["SnapStart"] = {
            "ApplyOn": asked_for["SnapStart"].get("ApplyOn", "None"),
            "OptimizationStatus": "On" if str(self.version).isdigit() else "Off",
        }
    return configuration


_is_action_permitted = IAMPolicyStatement.is_action_permitted


def is_action_permitted(self, action, resource="*", principal=None, incoming_condition_values=None):
    """Plain HTTP is the emulator's stand-in for TLS: moto would refuse every write to a bucket that insists on TLS."""
    if "aws:SecureTransport" in self._statement.get("Condition", {}).get("Bool", {}):
        return PermissionResult.NEUTRAL
    return _is_action_permitted(self, action, resource, principal, incoming_condition_values)


IAMPolicyStatement.is_action_permitted = is_action_permitted

# what only the older kind of serverless cluster has: every plan would find a change
DBCluster.scaling_configuration_info = property(lambda self: None)
_rule_init = SecurityGroupRule.__init__


def rule_init(self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source_group=None, prefix_list_id=None, *args, **kwargs):
    _rule_init(self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source_group, prefix_list_id, *args, **kwargs)
    described = [peer["Description"] for peer in (ip_range, source_group, prefix_list_id) if peer and "Description" in peer]
    self.said = described[0] if described else None


# moto keeps the description of a range of addresses only: every plan would find a change
SecurityGroupRule.__init__ = rule_init
SecurityGroupRule.description = property(lambda self: self.said)

LambdaFunction.__init__ = function_init
LambdaFunction.get_configuration = function_configuration

if __name__ == "__main__":
    main(sys.argv[1:])
