// The function app on Flex Consumption. It reaches everything with one identity; its settings hold no secret, only
// references to the vault. What older plans set as FUNCTIONS_… is functionAppConfig here, and refused as a setting.
import { shop, mailPace, shopSettings, secretOf } from '../shops.bicep'

@maxLength(60)
param appName string
param location string
param identityName string
param shops shop[]
param vaultName string
param cosmosEndpoint string
param cosmosDatabase string
param blobServiceUri string
param queueServiceUri string
param packageContainerUri string
param acsEndpoint string
param mailFrom string
param pace mailPace
param insightsName string
param instanceMemoryMB int
param mostInstances int
param warmInstances int

@description('Where customers open the links of mails; empty: at the address that the app has in Azure.')
param publicUrl string

// Requests that meet in one instance share a commit; many small instances would only race for the same pools.
var requestsAtOnce = 64

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: appName
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: appName
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: mostInstances
        alwaysReady: warmInstances == 0 ? [] : [{ name: 'http', instanceCount: warmInstances }]
        triggers: { http: { perInstanceConcurrency: requestsAtOnce } }
      }
    }
  }
}

// Publishing goes by the caller's identity alone: there are no user names and passwords.
resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(shopSettings(vaultName, shops), {
    AZURE_CLIENT_ID: identity.properties.clientId
    Store: 'cosmos'
    Cosmos__Endpoint: cosmosEndpoint
    Cosmos__Database: cosmosDatabase
    Cosmos__Mode: 'direct'
    Queue: 'azure'
    QueueStorage__queueServiceUri: queueServiceUri
    QueueStorage__credential: 'managedidentity'
    QueueStorage__clientId: identity.properties.clientId
    Mail: 'acs'
    MailFrom: mailFrom
    Acs__Endpoint: acsEndpoint
    MailPace__PerMinute: string(pace.perMinute)
    MailPace__PerHour: string(pace.perHour)
    PublicUrl: empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
    Keys__Signing: secretOf(vaultName, 'Keys--Signing')
    AzureWebJobsDisableHomepage: 'true' // The address / is the dashboard's.
    AzureWebJobsStorage__blobServiceUri: blobServiceUri
    AzureWebJobsStorage__queueServiceUri: queueServiceUri
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  })
}

output appName string = app.name
output appUrl string = 'https://${app.properties.defaultHostName}'
