// The few alerts that ask a person to act. The names of metrics are the server's own.
param nameEnd string
param location string
param tags object
param emails string[]
param siteName string
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource site 'Microsoft.Web/sites@2025-03-01' existing = {
  name: siteName
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${nameEnd}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'Sightline'
    emailReceivers: [
      for (email, i) in emails: {
        name: 'operator ${i + 1}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

// A sum over no rows is 0, so silence fires the first of these too.
var queryAlerts = [
  {
    name: 'discovery-stale'
    title: 'Discovery has not finished for 30 minutes'
    severity: 1
    window: 'PT30M'
    query: 'AppMetrics | where Name == "sightline.discovery.completed" | summarize value = sum(Sum)'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'discovery-held-back'
    title: 'Discovery holds back a sudden loss'
    severity: 2
    window: 'PT15M'
    query: 'AppMetrics | where Name == "sightline.discovery.held_back" | summarize value = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'queue-age'
    title: 'A notice has waited for more than 10 minutes'
    severity: 2
    window: 'PT15M'
    query: 'AppMetrics | where Name == "sightline.notices.oldest_seconds" | summarize value = max(Max)'
    operator: 'GreaterThan'
    threshold: 600
  }
  {
    name: 'poison-notices'
    title: 'Notices were given up'
    severity: 2
    window: 'PT15M'
    query: 'AppMetrics | where Name == "sightline.notices.parked" | summarize value = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'store-unavailable'
    title: 'The store was out of reach'
    severity: 1
    window: 'PT5M'
    query: 'AppMetrics | where Name == "sightline.store.unavailable" | summarize value = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'verify-failed'
    title: 'The journal does not verify'
    severity: 0
    window: 'PT15M'
    query: 'AppMetrics | where Name == "sightline.verify.failed" | summarize value = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource onQuery 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in queryAlerts: {
    name: 'alert-${alert.name}-${nameEnd}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      severity: alert.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [operators.id] }
    }
  }
]

var metricAlerts = [
  {
    name: 'server-errors'
    title: 'The server answered with 5xx'
    severity: 1
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'unhealthy'
    title: 'An instance fails its health check'
    severity: 2
    metric: 'HealthCheckStatus'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 100
  }
]

resource onMetric 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in metricAlerts: {
    name: 'alert-${alert.name}-${nameEnd}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.title
      severity: alert.severity
      enabled: true
      scopes: [site.id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.Web/sites'
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
          }
        ]
      }
      actions: [{ actionGroupId: operators.id }]
    }
  }
]
