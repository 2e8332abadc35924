using 'main.bicep'

// A shop with a supplier and an operator, its own mail domain, and instances that are warm. Hashes and names of
// secrets are no secrets: write them here. What a shop's people change often is read from the environment.
param name = 'backorders-prod'
param alertMail = readEnvironmentVariable('BACKORDERS_ALERT_MAIL')
param operatorId = readEnvironmentVariable('BACKORDERS_OPERATOR_ID')
param shops = [
  {
    id: 'tv_world'
    name: 'TV World'
    replyTo: 'service@tv-world.example'
    keys: [
      { hash: readEnvironmentVariable('BACKORDERS_KEY_HASH'), role: 'shop' }
      { hash: readEnvironmentVariable('BACKORDERS_OPERATOR_KEY_HASH'), role: 'operator' }
    ]
    suppliers: [{ id: 'acme', secretNames: ['tv-world-acme-1'], leadTimeDays: 14 }]
  }
]
param mailDomain = 'mail.tv-world.example'
// Set it to true and deploy again when the domain's DNS records are verified.
param mailDomainIsVerified = false
param storageSku = 'Standard_ZRS'
param mostInstances = 100
param warmInstances = 1
param logDays = 90
param oldestNoticeMinutes = 120
param backup = 'Continuous30Days'
