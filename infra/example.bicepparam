using 'azure.bicep'

// A made-up tenant, for evaluating the template without Azure.
param aadAppClientId = '11111111-1111-4111-8111-111111111111'
param aadAppTenantId = '22222222-2222-4222-8222-222222222222'
param itamStaff = '00f138ae-fe7b-44b3-ac2e-1fae22fa2514'
param policyVersion = '1'
param policyText = 'I bought this for work and will say so when I no longer need it.'
param alertEmails = ['operators@contoso.example']
param tags = { owner: 'itam' }
