// The server's settings, the same in production and in the slot that new versions warm up in.
param siteName string
param settings object

resource site 'Microsoft.Web/sites@2025-03-01' existing = {
  name: siteName

  resource staging 'slots' existing = {
    name: 'staging'
  }
}

resource inProduction 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: settings
}

resource inStaging 'Microsoft.Web/sites/slots/config@2025-03-01' = {
  parent: site::staging
  name: 'appsettings'
  properties: settings
}
