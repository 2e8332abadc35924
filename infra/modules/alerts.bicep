// What somebody has to look at. Platform metrics know no queue by name and no notice, so these ask what the app
// itself measures (the meter Backorders) and serves. Each query gives rows only when something is wrong.
param name string
param location string
param workspaceId string
param alertMail string
param oldestNoticeMinutes int

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  properties: {
    groupShortName: 'backorders'
    enabled: true
    emailReceivers: [{ name: 'mail', emailAddress: alertMail, useCommonAlertSchema: true }]
  }
}

var oldestSeconds = oldestNoticeMinutes * 60

var rules = [
  {
    id: 'poison'
    title: 'Work was given up'
    severity: 1
    // Not that one came, but that one is there: it stays an alert until the last of them was dealt with.
    window: 'PT15M'
    text: 'A queue gave up on a message and nobody dealt with it. GET /healthz with an operator\'s key counts them.'
    query: 'AppMetrics | where Name == "backorders.poison.waiting" and Sum > 0'
  }
  {
    id: 'late-notices'
    title: 'A customer waits for a mail'
    severity: 2
    window: 'PT15M'
    text: 'A notice waits for more than ${oldestNoticeMinutes} minutes: the mail quota is too small, or mail is away.'
    query: 'AppMetrics | where Name == "backorders.notices.oldest_waiting_seconds" and Sum > ${oldestSeconds}'
  }
  {
    id: 'mail-failures'
    title: 'Mails are not accepted'
    severity: 2
    window: 'PT15M'
    text: 'The provider refused a mail for good, or left more than five unclear: a person has to look.'
    query: '''
AppMetrics
| where Name == "backorders.mails"
| extend outcome = tostring(Properties.outcome)
| summarize refused = sumif(Sum, outcome == "refused"), unclear = sumif(Sum, outcome == "unclear")
| where refused > 0 or unclear > 5
'''
  }
  {
    id: 'server-errors'
    title: 'Callers get 5xx'
    severity: 1
    window: 'PT15M'
    text: 'More than five answers, and more than one in a hundred, were 5xx.'
    // The host tells of every call of a function as a request; only those by HTTP have an address and a status.
    query: '''
AppRequests
| where isnotempty(Url)
| summarize served = sum(ItemCount), failed = sumif(ItemCount, toint(ResultCode) >= 500)
| where failed > 5 and failed * 100 > served
'''
  }
  {
    id: 'silence'
    title: 'The app says nothing'
    severity: 1
    window: 'PT15M'
    text: 'No metric for a quarter of an hour, though the app works each minute: it is down, the other rules blind.'
    query: 'AppMetrics | where Name startswith "backorders." | summarize measured = count() | where measured == 0'
  }
]

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.id}'
    location: location
    kind: 'LogAlert'
    properties: {
      displayName: 'Backorders: ${rule.title}'
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      // The workspace is minutes old when this is deployed: its tables may not be there yet.
      skipQueryValidation: true
      autoMitigate: true
      actions: { actionGroups: [people.id] }
    }
  }
]
