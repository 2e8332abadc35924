// All that Backorders runs on in one resource group, and who may do what there. docs/deploy.md says how to use it.
targetScope = 'resourceGroup'

import { shop, mailPace } from 'shops.bicep'

@minLength(3)
@maxLength(20)
@description('What the resources are named by: lower-case letters, digits and dashes.')
param name string

@description('Where everything is, mails aside.')
param location string = resourceGroup().location

@minLength(1)
param shops shop[]

@minLength(5)
@description('Whom the alerts are mailed to.')
param alertMail string

@description('The object id of who may write the secrets of the vault; empty: nobody.')
param operatorId string = ''

@description('Where mails are kept on their way: a geography of Communication Services such as Europe.')
param mailGeography string = 'Europe'

@description('A domain of your own to send from; empty: the one that Azure gives, for some ten mails an hour.')
param mailDomain string = ''

@description('True once the DNS records of mailDomain are verified; before that Azure refuses to send from it.')
param mailDomainIsVerified bool = false

@minLength(1)
@description('What stands before the @ of the sender at mailDomain.')
param mailUser string = 'orders'

@description('Mails a minute and an hour from mailDomain: raise it when Azure has raised the quota. 0 lifts either.')
param pace mailPace = { perMinute: 30, perHour: 100 }

@description('Copies of the queues in one building, or in three: orders that wait in intake are nowhere else.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' = 'Standard_LRS'

@allowed([512, 2048, 4096])
@description('Memory of an instance; its time is paid by it.')
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('The most instances that each group of functions scales out to.')
param mostInstances int = 40

@minValue(0)
@description('Instances kept warm for HTTP: no cold start, and a price by the hour.')
param warmInstances int = 0

@description('Where customers open the links of mails, as https://orders.shop.example; empty: at the app\'s own address.')
param publicUrl string = ''

@minValue(7)
@maxValue(90)
@description('Days in which a deleted vault or secret can be had back, and its name is taken.')
param deletedSecretDays int = 90

@minValue(30)
@maxValue(730)
param logDays int = 30

@minValue(1)
@description('Minutes that a notice may wait for its mail before somebody is told.')
param oldestNoticeMinutes int = 60

@description('Point-in-time restore of the store: the last 7 days are free, 30 are paid by the gigabyte.')
param backup 'Continuous7Days' | 'Continuous30Days' = 'Continuous7Days'

var unique = uniqueString(resourceGroup().id)
var insightsName = '${name}-insights'

// What Azure allows a domain that it manages, for all apps of the subscription together.
var azuresPace = { perMinute: 5, perHour: 10 }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-app'
  location: location
}

module telemetry 'modules/telemetry.bicep' = {
  params: {
    name: name
    insightsName: insightsName
    location: location
    logDays: logDays
    identityName: identity.name
  }
}

module store 'modules/store.bicep' = {
  params: {
    accountName: '${name}-${unique}'
    location: location
    backup: backup
    identityName: identity.name
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    accountName: 'st${take(replace(name, '-', ''), 9)}${unique}'
    location: location
    sku: storageSku
    identityName: identity.name
  }
}

module mail 'modules/mail.bicep' = {
  params: {
    name: '${name}-${unique}'
    geography: mailGeography
    domain: mailDomain
    domainIsVerified: mailDomainIsVerified
    user: mailUser
    identityName: identity.name
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    vaultName: 'kv-${unique}'
    location: location
    deletedSecretDays: deletedSecretDays
    identityName: identity.name
    operatorId: operatorId
  }
}

module app 'modules/app.bicep' = {
  dependsOn: [telemetry]
  params: {
    appName: '${name}-${unique}'
    location: location
    identityName: identity.name
    shops: shops
    vaultName: vault.outputs.vaultName
    cosmosEndpoint: store.outputs.endpoint
    cosmosDatabase: store.outputs.databaseName
    blobServiceUri: storage.outputs.blobServiceUri
    queueServiceUri: storage.outputs.queueServiceUri
    packageContainerUri: storage.outputs.packageContainerUri
    acsEndpoint: mail.outputs.endpoint
    mailFrom: mail.outputs.sender
    pace: !empty(mailDomain) && mailDomainIsVerified ? pace : azuresPace
    insightsName: insightsName
    instanceMemoryMB: instanceMemoryMB
    mostInstances: mostInstances
    warmInstances: warmInstances
    publicUrl: publicUrl
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    workspaceId: telemetry.outputs.workspaceId
    alertMail: alertMail
    oldestNoticeMinutes: oldestNoticeMinutes
  }
}

output appName string = app.outputs.appName
output appUrl string = app.outputs.appUrl
output vaultName string = vault.outputs.vaultName
output mailFrom string = mail.outputs.sender
