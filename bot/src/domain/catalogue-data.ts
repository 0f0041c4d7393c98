import type { CatalogueProduct } from './catalogue.ts';

/** One product and its SKUs; a departmental SKU stands with the product that it is a SKU of. */
export type CatalogueLine = Pick<CatalogueProduct, 'name' | 'family' | 'kind' | 'isSelfService' | 'listPrice'> & {
  /** String id and GUID of each SKU, the usual one first. */
  skus: readonly (readonly [skuPartNumber: string, skuId: string])[];
};

type Traits = { isSelfService?: boolean; listPrice?: CatalogueProduct['listPrice'] };

function line(
  family: string,
  name: string,
  kind: CatalogueProduct['kind'],
  skus: CatalogueLine['skus'],
  { isSelfService = false, listPrice = null }: Traits = {},
): CatalogueLine {
  return { family, name, kind, skus, isSelfService, listPrice };
}

/** US dollars for a seat and month. No price list of Microsoft's own was readable: these are what others report of it. */
function usd(dollars: number, source: string, asOf: string): CatalogueProduct['listPrice'] {
  return { minor: dollars * 100, currency: 'USD', source, asOf };
}

const powerBiPlans = 'api-evangelist/power-bi plans, citing microsoft.com pricing';
const powerPlatformPlans = 'api-evangelist/power-platform plans';
const projectPlans = 'api-evangelist/microsoft-project plans';
const copilotPlans = 'api-evangelist/microsoft-copilot plans';
const visioGuide = 'redresscompliance.com Visio guide';

/**
 * The products that people buy, or sign up for, by themselves, and their nearest neighbours.
 *
 * GUIDs and string ids: Microsoft's "Product names and service plan identifiers for licensing", as of August 2026.
 * What is open to self-service purchase: Microsoft's list of 17 products for AllowSelfServicePurchase, as of October 2024,
 * matched by name, since no source maps its ProductIds to SKUs. On that list but absent here, because Microsoft's SKU
 * table has no row for them: Microsoft Purview Discovery (known only as a service plan inside Fabric Free) and Python in
 * Excel. SKUs for governments and for China are left out: self-service purchase does not exist there.
 */
export const catalogueLines: readonly CatalogueLine[] = [
  line(
    'Power BI',
    'Power BI Pro',
    'paid',
    [
      ['POWER_BI_PRO', 'f8a1db68-be16-40ed-86d5-cb42ce701560'],
      ['POWER_BI_PRO_DEPT', '3a6a908c-09c5-406a-8170-8ebb63c42882'],
    ],
    { isSelfService: true, listPrice: usd(14, powerBiPlans, '2026-05') },
  ),
  line(
    'Power BI',
    'Power BI Premium Per User',
    'paid',
    [
      ['PBI_PREMIUM_PER_USER', 'c1d032e0-5619-4761-9b5c-75b6831e1711'],
      ['PBI_PREMIUM_PER_USER_DEPT', 'f168a3fb-7bcf-4a27-98c3-c235ea4b78b4'],
    ],
    { isSelfService: true, listPrice: usd(24, powerBiPlans, '2026-05') },
  ),
  line('Power BI', 'Power BI Premium Per User Add-On', 'paid', [
    ['PBI_PREMIUM_PER_USER_ADDON', 'de376a03-6e5b-42ec-855f-093fb50b8ca5'],
  ]),
  line('Power BI', 'Power BI Premium Per User Add-On for Faculty', 'paid', [
    ['PBI_PREMIUM_PER_USER_ADDON_FACULTY', 'c05b235f-be75-4029-8851-6a4170758eef'],
  ]),
  line('Power BI', 'Power BI Premium Per User for Faculty', 'paid', [
    ['PBI_PREMIUM_PER_USER_FACULTY', '060d8061-f606-4e69-a4e7-e8fff75ea1f5'],
  ]),
  line('Power BI', 'Power BI Pro for Faculty', 'paid', [
    ['POWER_BI_PRO_FACULTY', 'de5f128b-46d7-4cfc-b915-a89ba060ea56'],
  ]),
  line('Power BI', 'Power BI Pro CE', 'paid', [['POWER_BI_PRO_CE', '420af87e-8177-4146-a780-3786adaffbca']]),
  line('Power BI', 'Power BI Premium EM1', 'paid', [['PBI_PREMIUM_EM1_ADDON', 'bc757c42-5622-4583-a483-a9e537fcb71c']]),
  line('Power BI', 'Power BI Premium EM2', 'paid', [['PBI_PREMIUM_EM2_ADDON', '8ecbd3c1-b108-437c-a859-e3c125e3f83f']]),
  line('Power BI', 'Power BI Premium P1', 'paid', [['PBI_PREMIUM_P1_ADDON', '7b26f5ab-a763-4c00-a1ac-f6c4b5506945']]),
  line('Power BI', 'Power BI for Office 365 Add-On', 'paid', [
    ['POWER_BI_ADDON', '45bc2c81-6072-436a-9b0b-3b12eefbc402'],
  ]),
  line('Power BI', 'Power BI (individual user)', 'paid', [
    ['POWER_BI_INDIVIDUAL_USER', 'e2767865-c3c9-4f09-9f99-6eee6eef861a'],
  ]),
  line('Power BI', 'Microsoft Fabric (Free)', 'viral', [['POWER_BI_STANDARD', 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235']]),
  line('Power BI', 'Microsoft Fabric (Free) for Faculty', 'free', [
    ['POWER_BI_STANDARD_FACULTY', 'ade29b5f-397e-4eb9-a287-0344bd46c68d'],
  ]),
  line('Power BI', 'Microsoft Fabric (Free) for Students', 'free', [
    ['POWER_BI_STANDARD_STUDENT', 'bdcaf6aa-04c1-4b8f-b64e-6e3bd505ac64'],
  ]),

  line('Power Apps', 'Power Apps Premium', 'paid', [['POWERAPPS_PER_USER', 'b30411f5-fea1-4a59-9ad9-3db7c7ead579']], {
    isSelfService: true,
    listPrice: usd(20, powerPlatformPlans, '2026-05'),
  }),
  // Off the price list for new customers since January 2026; what was bought before renews, at whatever was agreed.
  line('Power Apps', 'Power Apps per app plan', 'paid', [
    ['POWERAPPS_PER_APP_NEW', 'b4d7b828-e8dc-4518-91f9-e123ae48440d'],
    ['POWERAPPS_PER_APP', 'a8ad7d2b-b8cf-49d6-b25a-69094a0be206'],
  ]),
  line('Power Apps', 'Power Apps per user (BD only)', 'paid', [
    ['POWERAPPS_PER_USER_BD_ONLY', '2ced8a00-3ed1-4295-ab7c-57170ff28e58'],
  ]),
  line('Power Apps', 'Power Apps Premium embedded', 'paid', [
    ['POWERAPPS_PER_USER_ISVEMB', '2a6fb3c6-30cc-4558-a69d-032425c1a3ba'],
  ]),
  line('Power Apps', 'Power Apps Plan 2 (Qualified Offer)', 'paid', [
    ['POWERFLOW_P2', 'ddfae3e3-fcb2-4174-8ebd-3023cb213c8b'],
  ]),
  line('Power Apps', 'Power Apps Plan 2 Trial', 'viral', [['POWERAPPS_VIRAL', 'dcb1a3ae-b33f-4487-846a-a640262fadf4']]),
  line('Power Apps', 'Power Apps for Developer', 'viral', [['POWERAPPS_DEV', '5b631642-bd26-49fe-bd20-1daaa972ef80']]),
  line('Power Apps', 'Power Apps per app baseline access', 'free', [
    ['POWERAPPS_PER_APP_IW', 'bf666882-9c9b-4b2e-aa2f-4789b0a52ba2'],
  ]),
  line('Power Apps', 'Power Apps and Logic Flows', 'free', [
    ['POWERAPPS_INDIVIDUAL_USER', '87bbbc60-4754-4998-8c88-227dca264858'],
  ]),

  line(
    'Power Automate',
    'Power Automate Premium',
    'paid',
    [['POWERAUTOMATE_ATTENDED_RPA', 'eda1941c-3c4f-4995-b5eb-e85a42175ab9']],
    { isSelfService: true, listPrice: usd(15, powerPlatformPlans, '2026-05') },
  ),
  line(
    'Power Automate',
    'Power Automate per user plan',
    'paid',
    [
      ['FLOW_PER_USER', '4a51bf65-409c-4a91-b845-1121b571cc9d'],
      ['FLOW_PER_USER_DEPT', 'd80a4c5d-8f05-4b64-9926-6574b9e6aee4'],
    ],
    { isSelfService: true },
  ),
  line(
    'Power Automate',
    'Power Automate Process',
    'paid',
    [['Power_Automate_per_process', '253ce8d3-6122-4240-8b04-f434a8fa831f']],
    { listPrice: usd(150, powerPlatformPlans, '2026-05') },
  ),
  line('Power Automate', 'Power Automate per flow plan', 'paid', [
    ['FLOW_BUSINESS_PROCESS', 'b3a42176-0a8c-4c3f-ba4e-f2b37fe5be6b'],
  ]),
  line('Power Automate', 'Power Automate unattended RPA add-on', 'paid', [
    ['POWERAUTOMATE_UNATTENDED_RPA', '3539d28c-6e35-4a30-b3a9-cd43d5d3e0e2'],
  ]),
  line('Power Automate', 'Power Automate Plan 2', 'paid', [['FLOW_P2', '4755df59-3f73-41ab-a249-596ad72b5504']]),
  line('Power Automate', 'Power Automate Free', 'viral', [['FLOW_FREE', 'f30db892-07e9-47e9-837c-80727f46fd3d']]),

  line('Copilot Studio', 'Copilot Studio', 'paid', [['Power_Virtual_Agents', '75564b9c-51e8-431c-b8fe-d472d5a545c8']]),
  line('Copilot Studio', 'Copilot Studio User License', 'paid', [
    ['VIRTUAL_AGENT_USL', '4b74a65c-8b4a-4fc8-9f6b-5177ed11ddfa'],
  ]),
  line('Copilot Studio', 'Power Virtual Agent', 'paid', [
    ['VIRTUAL_AGENT_BASE', 'e4e55366-9635-46f4-a907-fc8c3b5ec81f'],
  ]),
  line('Copilot Studio', 'Copilot Studio Viral Trial', 'viral', [
    ['CCIBOTS_PRIVPREV_VIRAL', '606b54a9-78d8-4298-ad8b-df6ef4481c80'],
  ]),

  line('Power Pages', 'Power Pages authenticated users T1 capacity pack', 'paid', [
    [
      'Power_Pages_authenticated_users_T1_100_users/per_site/month_capacity_pack',
      'debc9e58-f2d7-412c-a0b6-575608564228',
    ],
  ]),
  line('Power Pages', 'Power Pages authenticated users T2 capacity pack', 'paid', [
    [
      'Power_Pages_authenticated_users_T2_min_100_units_100_users/per_site/month_capacity_pack',
      '6fe1e61a-91e5-40d7-a547-0d2dcc81bce8',
    ],
  ]),
  line('Power Pages', 'Power Pages authenticated users T3 capacity pack', 'paid', [
    [
      'Power_Pages_authenticated_users_T3_min_1,000_units_100_users/per_site/month_capacity_pack',
      '878b8bbd-3cd0-4b44-9a56-3406741e65e0',
    ],
  ]),
  line('Power Pages', 'Power Apps Portals login capacity add-on Tier 2', 'paid', [
    ['POWERAPPS_PORTALS_LOGIN_T2', '57f3babd-73ce-40de-bcb2-dadbfbfff9f7'],
  ]),
  line('Power Pages', 'Power Apps Portals login capacity add-on Tier 3', 'paid', [
    ['POWERAPPS_PORTALS_LOGIN_T3', '927d8402-8d3b-40e8-b779-34e859f7b497'],
  ]),
  line('Power Pages', 'Power Apps Portals page view capacity add-on', 'paid', [
    ['POWERAPPS_PORTALS_PAGEVIEW', 'a0de5e3a-2500-4a19-b8f4-ec1c64692d22'],
  ]),
  line('Power Pages', 'Power Pages vTrial for Makers', 'viral', [
    ['Power_Pages_vTrial_for_Makers', '3f9f06f5-3c31-472c-985f-62d9c10ec167'],
  ]),

  line('Dataverse', 'Dataverse database capacity', 'paid', [
    ['CDS_DB_CAPACITY', 'e612d426-6bc3-4181-9658-91aa906b0ac0'],
  ]),
  line('Dataverse', 'Dataverse file capacity', 'paid', [['CDS_FILE_CAPACITY', '631d5fb1-a668-4c2a-9427-8830665a742e']]),
  line('Dataverse', 'Dataverse log capacity', 'paid', [['CDS_LOG_CAPACITY', '448b063f-9cc6-42fc-a0e6-40e08724a395']]),
  line('Dataverse', 'AI Builder capacity add-on', 'paid', [['CDSAICAPACITY', 'd2dea78b-507c-4e56-b400-39447f4738f8']]),

  line(
    'Visio',
    'Visio Plan 1',
    'paid',
    [
      ['VISIOONLINE_PLAN1', '4b244418-9658-4451-a2b8-b5e2b364e9bd'],
      ['VISIO_PLAN1_DEPT', 'ca7f3140-d88c-455b-9a1c-7f0679e31a76'],
    ],
    { isSelfService: true, listPrice: usd(5, visioGuide, 'undated') },
  ),
  line(
    'Visio',
    'Visio Plan 2',
    'paid',
    [
      ['VISIOCLIENT', 'c5928f49-12ba-48f7-ada3-0d743a3601d5'],
      ['VISIO_PLAN2_DEPT', '38b434d2-a15e-4cde-9a98-e737c75623e1'],
    ],
    { isSelfService: true, listPrice: usd(15, visioGuide, 'undated') },
  ),
  line('Visio', 'Visio Plan 2 for Faculty', 'paid', [['VISIOCLIENT_FACULTY', 'bf95fd32-576a-4742-8d7a-6dc4940b9532']]),

  line(
    'Planner and Project',
    'Planner Plan 1',
    'paid',
    [
      ['PROJECT_P1', 'beb6439c-caad-48d3-bf46-0c82871e12be'],
      ['PROJECT_PLAN1_DEPT', '84cd610f-a3f8-4beb-84ab-d9d2c902c6c9'],
    ],
    { isSelfService: true, listPrice: usd(10, projectPlans, '2026-05') },
  ),
  line(
    'Planner and Project',
    'Planner and Project Plan 3',
    'paid',
    [
      ['PROJECTPROFESSIONAL', '53818b1b-4a27-454b-8896-0dba576410e6'],
      ['PROJECT_PLAN3_DEPT', '46102f44-d912-47e7-b0ca-1bd7b70ada3b'],
    ],
    { isSelfService: true, listPrice: usd(30, projectPlans, '2026-05') },
  ),
  line('Planner and Project', 'Project Plan 3 for Faculty', 'paid', [
    ['PROJECTPROFESSIONAL_FACULTY', '46974aed-363e-423c-9e6a-951037cec495'],
  ]),
  line('Planner and Project', 'Project Plan 5', 'paid', [['PROJECTPREMIUM', '09015f9f-377f-4538-bbb5-f75ceb09358a']]),
  line('Planner and Project', 'Project Plan 5 for Faculty', 'paid', [
    ['PROJECTPREMIUM_FACULTY', '930cc132-4d6b-4d8c-8818-587d17c50d56'],
  ]),
  line('Planner and Project', 'Project for Office 365', 'paid', [
    ['PROJECTCLIENT', 'a10d5e58-74da-4312-95c8-76be4e5b75a0'],
  ]),
  line('Planner and Project', 'Project Online Essentials', 'paid', [
    ['PROJECTESSENTIALS', '776df282-9fc0-4862-99e2-70e561b9909e'],
  ]),
  line('Planner and Project', 'Project Online Essentials for Faculty', 'paid', [
    ['PROJECTESSENTIALS_FACULTY', 'e433b246-63e7-4d0b-9efa-7940fa3264d6'],
  ]),
  line('Planner and Project', 'Project Online Premium Without Project Client', 'paid', [
    ['PROJECTONLINE_PLAN_1', '2db84718-652c-47a7-860c-f10d8abbdae3'],
  ]),
  line('Planner and Project', 'Project Plan 5 without Project Client for Faculty', 'paid', [
    ['PROJECTONLINE_PLAN_1_FACULTY', 'b732e2a7-5694-4dff-a0f2-9d9204c794ac'],
  ]),
  line('Planner and Project', 'Project Online With Project for Office 365', 'paid', [
    ['PROJECTONLINE_PLAN_2', 'f82a60b8-1ee3-4cfb-a4fe-1c6a53c2656c'],
  ]),

  line(
    'Teams',
    'Teams Premium',
    'paid',
    [
      ['Microsoft_Teams_Premium', '36a0f3b3-adb5-49ea-bf66-762134cf063a'],
      ['M365_TEAMS_PREMIUM', '6432c818-bcef-43b6-9290-aec052964950'],
      ['Teams_Premium_(for_Departments)', '52ea0e27-ae73-4983-a08f-13561ebdb823'],
    ],
    { isSelfService: true },
  ),
  line('Teams', 'Teams Premium for Faculty', 'paid', [
    ['Teams_Premium_for_Faculty', '960a972f-d017-4a17-8f64-b42c8035bc7d'],
  ]),
  line(
    'Teams',
    'Teams Exploratory',
    'viral',
    [
      ['TEAMS_EXPLORATORY', '710779e8-3d4a-4c88-adb9-386c958d1fdf'],
      ['Microsoft_Teams_Exploratory_Dept', 'e0dfc8b9-9531-4ec8-94b4-9fec23b05fc8'],
    ],
    { isSelfService: true },
  ),

  line('Clipchamp', 'Clipchamp Premium', 'paid', [['Clipchamp_Premium', '0fe440c5-f2bf-442b-a4f4-9a7af77a200b']], {
    isSelfService: true,
  }),
  line('Clipchamp', 'Clipchamp Premium Add-on', 'paid', [
    ['Clipchamp_Premium_Add_on', '4b2c20e4-939d-4bf4-9dd8-6870240cfe19'],
  ]),
  line('Clipchamp', 'Clipchamp Standard', 'paid', [['Clipchamp_Standard', '481f3bc2-5756-4b28-9375-5c8c86b99e6b']]),

  line(
    'Microsoft 365 Copilot',
    'Microsoft 365 Copilot',
    'paid',
    [
      ['Microsoft_365_Copilot', '639dec6b-bb19-468b-871c-c5c441c4b0cb'],
      ['M365_Copilot', 'a809996b-059e-42e2-9866-db24b99a9782'],
    ],
    { isSelfService: true, listPrice: usd(30, copilotPlans, '2026-05') },
  ),
  line('Microsoft 365 Copilot', 'Microsoft 365 Copilot (Education Faculty)', 'paid', [
    ['Microsoft_365_Copilot_EDU', 'ad9c22b3-52d7-4e7e-973c-88121ea96436'],
  ]),
  line('Microsoft 365 Copilot', 'Microsoft 365 Copilot for Sales', 'paid', [
    ['Microsoft_Copilot_for_Sales', '15f2e9fc-b782-4f73-bf51-81d8b7fff6f4'],
  ]),
  line('Microsoft 365 Copilot', 'Microsoft Sales Copilot', 'paid', [
    ['Microsoft_Viva_Sales', '3227bcb2-8448-4f81-b3c2-8c2074e15a2a'],
  ]),
  line('Microsoft 365 Copilot', 'Microsoft 365 Copilot for Finance (Preview)', 'trial', [
    ['Microsoft_Copilot_for_Finance_trial', '7792674b-fa0c-4af5-b2a1-a15239f933b6'],
  ]),

  line('Microsoft 365', 'Microsoft 365 F3', 'paid', [['SPE_F1', '66b55226-6b4f-492c-910c-a3b7a3c9d993']], {
    isSelfService: true,
  }),
  line('Microsoft 365', 'Microsoft 365 F3 EEA (no Teams)', 'paid', [
    ['Microsoft_365_F3_EEA_(no_Teams)', 'f7ee79a7-7aec-4ca4-9fb9-34d6b930ad87'],
  ]),
  line('Microsoft 365', 'Microsoft 365 F1', 'paid', [
    ['M365_F1', '44575883-256e-4a79-9da4-ebe9acabe2b2'],
    ['M365_F1_COMM', '50f60901-3181-4b75-8a2c-4c8e4c1d5a72'],
  ]),

  line('Viva', 'Viva Goals User-led', 'viral', [['Viva_Goals_User_led', '3a349c99-ffec-43d2-a2e8-6b97fcb71103']], {
    isSelfService: true,
  }),
  line('Viva', 'Viva Goals', 'paid', [['Microsoft_Viva_Goals', 'ba929637-f158-4dee-927c-eb7cdefcd955']]),

  line('Teams', 'Microsoft Teams Trial', 'trial', [['MS_TEAMS_IW', '74fbf1bb-47c6-4796-9623-77dc7371723b']]),

  line('Dynamics 365', 'Dynamics 365 Customer Service Enterprise Viral Trial', 'viral', [
    ['Dynamics_365_Customer_Service_Enterprise_viral_trial', '1e615a51-59db-4807-9957-aa83c3657351'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Field Service Viral Trial', 'viral', [
    ['Dynamics_365_Field_Service_Enterprise_viral_trial', '29fcd665-d8d1-4f34-8eed-3811e3fca7b3'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Sales Premium Viral Trial', 'viral', [
    ['Dynamics_365_Sales_Premium_Viral_Trial', '6ec92958-3cc1-49db-95bd-bc6b3798df71'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Guides vTrial', 'viral', [
    ['Dynamics_365_Guides_vTrial', '99cb3f83-fbec-4aa1-8262-9679e6df7c53'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Customer Insights vTrial', 'viral', [
    ['DYN365_CUSTOMER_INSIGHTS_VIRAL', '036c2481-aa8a-47cd-ab43-324f0c157c2d'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Sales Professional Trial', 'trial', [
    ['D365_SALES_PRO_IW', '9c7bff7a-3715-4da7-88d3-07f57f8d0fb6'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Customer Service Insights Trial', 'trial', [
    ['DYN365_AI_SERVICE_INSIGHTS', '61e6bd70-fbdb-4deb-82ea-912842f39431'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Customer Voice Trial', 'trial', [
    ['FORMS_PRO', 'bc946dac-7877-4271-b2f7-99d2db13cd2c'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Commerce Trial', 'trial', [
    ['DYN365_RETAIL_TRIAL', '1508ad2d-5802-44e6-bfe8-6fb65de63d28'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Regulatory Service Trial', 'trial', [
    ['DYN365_REGULATORY_SERVICE', '7ed4877c-0863-4f69-9187-245487128d4f'],
  ]),
  line('Dynamics 365', 'Dynamics AX7 User Trial', 'trial', [
    ['AX7_USER_TRIAL', 'fcecd1f9-a91e-488d-a918-a96cdb6ce2b0'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Marketing', 'paid', [
    ['DYN365_MARKETING_APP', '00b861da-8087-4e30-beb8-8db3c6d9581e'],
    ['DYN365_BUSINESS_MARKETING', '238e2f8d-e429-4035-94db-6926be4ffe7b'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Marketing Attach', 'paid', [
    ['DYN365_MARKETING_APP_ATTACH', '85430fb9-02e8-48be-9d7e-328beb41fa29'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Marketing Additional Application', 'paid', [
    ['DYN365_MARKETING_APPLICATION_ADDON', '99c5688b-6c75-4496-876f-07f0fbd69add'],
  ]),
  line('Dynamics 365', 'Dynamics 365 Marketing Additional Non-Prod Application', 'paid', [
    ['DYN365_MARKETING_SANDBOX_APPLICATION_ADDON', 'c393e9bd-2335-4b46-8b88-9e2a86a85ec1'],
  ]),
  line('Dynamics 365', 'Dynamics 365 P1 Trial for Information Workers', 'viral', [
    ['DYN365_ENTERPRISE_P1_IW', '338148b6-1b11-4102-afb9-f92b6cdc0f8d'],
  ]),
  line('Dynamics 365', 'Microsoft Cloud for Sustainability vTrial', 'viral', [
    ['Microsoft_Cloud_for_Sustainability_vTrial', '556640c0-53ea-4773-907d-29c55332983f'],
  ]),
];
