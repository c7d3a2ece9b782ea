# Where earlier versions of this stack had what a module holds now: nothing is made anew.

moved {
  from = module.accuracy_workflow
  to   = module.accuracy.module.workflow
}

moved {
  from = module.accuracy_schedule
  to   = module.accuracy.module.schedule
}

moved {
  from = aws_cloudwatch_metric_alarm.accuracy_degraded
  to   = module.accuracy.aws_cloudwatch_metric_alarm.found
}

moved {
  from = aws_cloudwatch_metric_alarm.accuracy_not_scored
  to   = module.accuracy.aws_cloudwatch_metric_alarm.not_looked
}

moved {
  from = module.monitoring_workflow
  to   = module.monitoring.module.workflow
}

moved {
  from = module.monitoring_schedule
  to   = module.monitoring.module.schedule
}

moved {
  from = aws_cloudwatch_metric_alarm.watch_alarms
  to   = module.monitoring.aws_cloudwatch_metric_alarm.found
}

moved {
  from = aws_cloudwatch_metric_alarm.watches_failed
  to   = module.monitoring.aws_cloudwatch_metric_alarm.not_looked
}

moved {
  from = aws_sqs_queue.not_started
  to   = module.not_started.aws_sqs_queue.this
}

moved {
  from = aws_cloudwatch_metric_alarm.not_started
  to   = module.not_started.aws_cloudwatch_metric_alarm.this
}

moved {
  from = aws_sqs_queue.uploads_not_started
  to   = module.uploads_not_started.aws_sqs_queue.this
}

moved {
  from = aws_sqs_queue_policy.uploads_not_started
  to   = module.uploads_not_started.aws_sqs_queue_policy.this[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.uploads_not_started
  to   = module.uploads_not_started.aws_cloudwatch_metric_alarm.this
}
