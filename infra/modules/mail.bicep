// Communication Services and the domains to send from. Until a domain of one's own is verified, Azure's is used.
param name string
param geography string
param domain string
param domainIsVerified bool
param user string
param identityName string

var hasOwn = !empty(domain)
var usesOwn = hasOwn && domainIsVerified

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource service 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: name
  location: 'global'
  properties: { dataLocation: geography }
}

// Tracking would rewrite the signed links of the mails.
resource azures 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: service
  name: 'AzureManagedDomain'
  location: 'global'
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

resource own 'Microsoft.Communication/emailServices/domains@2025-09-01' = if (hasOwn) {
  parent: service
  name: hasOwn ? domain : 'none'
  location: 'global'
  properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
}

resource sender 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-09-01' = if (usesOwn) {
  parent: own
  name: user
  properties: { username: user, displayName: user }
}

resource communication 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: name
  location: 'global'
  properties: {
    dataLocation: geography
    linkedDomains: [usesOwn ? own.id : azures.id]
    disableLocalAuth: true
  }
}

// There is no built-in role that sends mails and does no more: Communication and Email Service Owner lists keys too.
// These three actions are what Microsoft's documents ask of a sender.
resource mailSender 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'mail sender')
  properties: {
    roleName: 'Backorders mail sender ${uniqueString(resourceGroup().id)}'
    description: 'Sends mails through Communication Services, and sees what became of them.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Communication/CommunicationServices/Read'
          'Microsoft.Communication/CommunicationServices/Write'
          'Microsoft.Communication/EmailServices/Write'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource maySend 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communication.id, identity.id, mailSender.id)
  scope: communication
  properties: {
    roleDefinitionId: mailSender.id
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = 'https://${communication.properties.hostName}'
output sender string = usesOwn ? '${user}@${domain}' : 'DoNotReply@${azures.properties.fromSenderDomain}'
