using 'main.bicep'

// One shop to try things with, on the smallest instances and Azure's own mail domain.
param name = 'backorders-dev'
param alertMail = readEnvironmentVariable('BACKORDERS_ALERT_MAIL')
param operatorId = readEnvironmentVariable('BACKORDERS_OPERATOR_ID')
param shops = [
  {
    id: 'demo'
    name: 'Demo shop'
    keys: [{ hash: readEnvironmentVariable('BACKORDERS_KEY_HASH'), role: 'shop' }]
  }
]
param instanceMemoryMB = 512
param deletedSecretDays = 7
