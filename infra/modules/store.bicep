// Cosmos DB, paid by the request. One region and one writer: the ledger needs every If-Match to mean something.
param accountName string
param location string
param backup 'Continuous7Days' | 'Continuous30Days'
param identityName string

var databaseName = 'backorders'
var containers = ['pools', 'orders', 'shipments', 'shops']

// What the store queries by, and nothing else: every indexed term of a write is paid for.
var queried = ['/pk/?', '/shop/?', '/sort/?', '/status/?', '/place/?', '/due/?', '/tags/[]/?']

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-10-15' = {
  name: accountName
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: [{ name: 'EnableServerless' }]
    locations: [{ locationName: location, failoverPriority: 0 }]
    enableMultipleWriteLocations: false
    // Stronger would charge every read twice. The store reads at the primary what must not be a copy.
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backup } }
    minimalTlsVersion: 'Tls12'
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-10-15' = {
  parent: account
  name: databaseName
  properties: { resource: { id: databaseName } }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-10-15' = [
  for id in containers: {
    parent: database
    name: id
    properties: {
      resource: {
        id: id
        partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 }
        indexingPolicy: {
          indexingMode: 'consistent'
          automatic: true
          includedPaths: [for path in queried: { path: path }]
          excludedPaths: [{ path: '/*' }]
        }
      }
    }
  }
]

// Cosmos DB Built-in Data Contributor: reads and writes documents of this database, may not create or drop containers.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource mayWrite 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-10-15' = {
  parent: account
  name: guid(database.id, identity.id, dataContributor)
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    principalId: identity.properties.principalId
    scope: '${account.id}/dbs/${database.name}'
  }
}

output endpoint string = account.properties.documentEndpoint
output databaseName string = database.name
