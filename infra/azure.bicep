// Everything that Sightline needs in Azure, in one resource group. Nothing here takes or makes a secret:
// one user-assigned identity reads and writes the register, speaks as the bot and sends telemetry.
// The Entra app (tab sign-in, Microsoft Graph) trusts that identity through a federated credential; see teamsapp.yml.
targetScope = 'resourceGroup'

@description('Start of every resource name; a hash of the resource group follows it.')
@minLength(3)
@maxLength(9)
param baseName string = 'sightline'

@description('Region of everything but the bot registration, which is global.')
param location string = resourceGroup().location

@description('Client id of the Entra app that the tab signs in to and that reads Microsoft Graph.')
@minLength(36)
@maxLength(36)
param aadAppClientId string

@description('Tenant of the Entra app and of the people Sightline serves.')
@minLength(36)
@maxLength(36)
param aadAppTenantId string = tenant().tenantId

@description('Host name of your own that is bound to the site; empty for the one that Azure gives.')
param publicHost string = ''

@description('Name under which the bot is registered.')
@maxLength(42)
param botDisplayName string = 'Sightline'

@description('ITAM_STAFF: the people who run the register.')
param itamStaff string = ''

@description('FALLBACK_APPROVERS: who decides where a purchaser has no manager.')
param fallbackApprovers string = ''

@description('PRODUCT_OWNERS: who hears of purchases of which product.')
param productOwners string = ''

@description('COST_CENTRE_OWNERS: who hears of purchases on which cost centre.')
param costCentreOwners string = ''

@description('REMINDER_DAYS: days before a renewal at which people are reminded of it, or none.')
param reminderDays string = ''

@description('SHAREPOINT_HOSTS: the hosts of SharePoint and OneDrive from which files that people drop into the chat are fetched.')
param sharePointHosts string = ''

@description('ITAM_CHANNEL_ID: the Teams channel that hears of every purchase.')
param itamChannelId string = ''

@description('POLICY_VERSION: the version of the purchasing policy that a declaration accepts.')
param policyVersion string = ''

@description('POLICY_TEXT: the sentence that a declaration accepts.')
param policyText string = ''

@description('Seconds between two looks at Microsoft Graph.')
@minValue(60)
param discoveryInterval int = 300

@description('CLOUD: which of Microsoft\'s clouds the tenant is in.')
@allowed(['public', 'us-gcc-high', 'us-dod', 'china'])
param cloud string = 'public'

@description('TEAMS_APP_ID: the app\'s id in the organisation\'s catalogue. With it, Sightline installs itself for people who are owed a notice.')
param teamsAppId string = ''

@description('Size of one instance: P0v3 serves 1,000 employees, P1v3 50,000; see COST.md.')
@allowed(['P0v3', 'P1v3', 'P2v3'])
param planSku string = 'P0v3'

@description('Instances that always run. Two is the least that survives the loss of one.')
@minValue(2)
param minInstances int = 2

@description('Instances that autoscale may reach.')
@minValue(3)
param maxInstances int = 5

@description('Redundancy of the register. Standard_LRS only where the region has no zones.')
@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_LRS'])
param storageSku string = 'Standard_ZRS'

@description('Name of the storage account; empty for one that follows from the group. Another name makes a new, empty store, for a restore.')
@maxLength(24)
param storageAccountName string = ''

@description('Days for which evidence and seals can be neither changed nor removed.')
@minValue(30)
param evidenceRetentionDays int = 365

@description('Set this once you have locked that retention: a locked policy can no longer be deployed.')
param evidenceRetentionLocked bool = false

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Addresses that alerts are sent to.')
param alertEmails string[] = []

@description('Tags put on every resource.')
param tags object = {}

var end = '${baseName}-${uniqueString(resourceGroup().id, baseName)}'
var accountName = empty(storageAccountName) ? 'st${toLower(replace(end, '-', ''))}' : storageAccountName
var identityName = 'id-${end}'
var workspaceName = 'log-${end}'
var insightsName = 'appi-${end}'
var siteName = 'app-${end}'
var allTags = union({ application: 'Sightline', source: 'infra/azure.bicep' }, tags)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identityName
  location: location
  tags: allTags
}

module telemetry 'telemetry.bicep' = {
  params: {
    workspaceName: workspaceName
    insightsName: insightsName
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    identityName: identity.name
  }
}

module register 'register.bicep' = {
  params: {
    accountName: accountName
    location: location
    tags: allTags
    sku: storageSku
    retentionDays: evidenceRetentionDays
    retentionLocked: evidenceRetentionLocked
    identityName: identity.name
    workspaceName: workspaceName
  }
  dependsOn: [telemetry]
}

module server 'server.bicep' = {
  params: {
    siteName: siteName
    planName: 'plan-${end}'
    location: location
    tags: allTags
    planSku: planSku
    minInstances: minInstances
    maxInstances: maxInstances
    identityName: identity.name
    workspaceName: workspaceName
  }
  dependsOn: [telemetry]
}

var host = empty(publicHost) ? server.outputs.host : publicHost

// One list for both slots, so a swap restarts nothing. An empty value means not set.
module settings 'settings.bicep' = {
  params: {
    siteName: siteName
    settings: {
      NODE_ENV: 'production'
      PORT: '8080'
      PUBLIC_URL: 'https://${host}'
      STORAGE_ACCOUNT: accountName
      BOT_ID: identity.properties.clientId
      BOT_TYPE: 'UserAssignedMSI'
      BOT_TENANT_ID: identity.properties.tenantId
      AAD_APP_CLIENT_ID: aadAppClientId
      AAD_APP_TENANT_ID: aadAppTenantId
      AZURE_CLIENT_ID: identity.properties.clientId
      ITAM_STAFF: itamStaff
      ITAM_CHANNEL_ID: itamChannelId
      FALLBACK_APPROVERS: fallbackApprovers
      PRODUCT_OWNERS: productOwners
      COST_CENTRE_OWNERS: costCentreOwners
      REMINDER_DAYS: reminderDays
      SHAREPOINT_HOSTS: sharePointHosts
      POLICY_VERSION: policyVersion
      POLICY_TEXT: policyText
      DISCOVERY_INTERVAL: string(discoveryInterval)
      CLOUD: cloud
      TEAMS_APP_ID: teamsAppId
      APPLICATIONINSIGHTS_CONNECTION_STRING: telemetry.outputs.connectionString
      SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
      WEBSITE_RUN_FROM_PACKAGE: '1'
      // App Service waits 5 seconds without it: learn.microsoft.com/azure/app-service/reference-app-settings
      WEBSITES_CONTAINER_STOP_TIME_LIMIT: '30'
      WEBSITE_SWAP_WARMUP_PING_PATH: '/readyz'
      WEBSITE_SWAP_WARMUP_PING_STATUSES: '200'
    }
  }
  // Not before the identity may use the register: a server without it would not start.
  dependsOn: [register]
}

module bot 'bot.bicep' = {
  params: {
    name: 'bot-${end}'
    tags: allTags
    displayName: botDisplayName
    endpoint: 'https://${host}/api/messages'
    identityName: identity.name
    workspaceName: workspaceName
  }
  dependsOn: [telemetry]
}

module alerts 'alerts.bicep' = {
  params: {
    nameEnd: end
    location: location
    tags: allTags
    emails: alertEmails
    siteName: siteName
    workspaceName: workspaceName
  }
  dependsOn: [server, telemetry]
}

// The toolkit writes these into env/.env.<name>.
output AZURE_APP_SERVICE_RESOURCE_ID string = server.outputs.siteId
output AZURE_STORAGE_ACCOUNT_NAME string = accountName
output BOT_ID string = identity.properties.clientId
output BOT_IDENTITY_PRINCIPAL_ID string = identity.properties.principalId
output PUBLIC_HOST string = host
