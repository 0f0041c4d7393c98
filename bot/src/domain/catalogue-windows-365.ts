import type { CatalogueLine } from './catalogue-data.ts';

/**
 * Windows 365's sizes, each a product of its own: name without "Windows 365", string id and GUID, from Microsoft's "Product
 * names and service plan identifiers for licensing", as of August 2026. Business and Enterprise stood on Microsoft's list for
 * self-service purchase in 2021 to 2023 and no longer in October 2024; what was bought then goes on.
 */
const sizes: readonly (readonly [name: string, skuPartNumber: string, skuId: string])[] = [
  ['Business 1 vCPU 2 GB 64 GB', 'CPC_B_1C_2RAM_64GB', '816eacd3-e1e3-46b3-83c8-1ffd37e053d9'],
  ['Business 16 vCPU 64 GB 1 TB', 'Windows_365_Business_16_vCPU,_64_GB,_1_TB', '24be3cd7-82ca-41a5-94a7-4903373cdcae'],
  [
    'Business 16 vCPU 64 GB 512 GB',
    'Windows_365_Business_16_vCPU,_64_GB,_512_GB',
    '93d9955a-ec70-44d5-8faa-a194492390f7',
  ],
  ['Business 2 vCPU 4 GB 128 GB', 'CPC_B_2C_4RAM_128GB', '135bee78-485b-4181-ad6e-40286e311850'],
  ['Business 2 vCPU 4 GB 256 GB', 'CPC_B_2C_4RAM_256GB', '805d57c3-a97d-4c12-a1d0-858ffe5015d0'],
  ['Business 2 vCPU 4 GB 64 GB', 'CPC_B_2C_4RAM_64GB', '42e6818f-8966-444b-b7ac-0027c83fa8b5'],
  ['Business 2 vCPU 8 GB 128 GB', 'CPC_B_2C_8RAM_128GB', '71f21848-f89b-4aaa-a2dc-780c8e8aac5b'],
  ['Business 2 vCPU 8 GB 256 GB', 'CPC_B_2C_8RAM_256GB', '750d9542-a2f8-41c7-8c81-311352173432'],
  ['Business 4 vCPU 16 GB 128 GB', 'CPC_B_4C_16RAM_128GB', 'ad83ac17-4a5a-4ebb-adb2-079fb277e8b9'],
  [
    'Business 4 vCPU 16 GB 128 GB (with Windows Hybrid Benefit)',
    'CPC_B_4C_16RAM_128GB_WHB',
    '439ac253-bfbc-49c7-acc0-6b951407b5ef',
  ],
  ['Business 4 vCPU 16 GB 256 GB', 'CPC_B_4C_16RAM_256GB', 'b3891a9f-c7d9-463c-a2ec-0b2321bda6f9'],
  ['Business 4 vCPU 16 GB 512 GB', 'CPC_B_4C_16RAM_512GB', '1b3043ad-dfc6-427e-a2c0-5ca7a6c94a2b'],
  ['Business 8 vCPU 32 GB 128 GB', 'CPC_B_8C_32RAM_128GB', '3cb45fab-ae53-4ff6-af40-24c1915ca07b'],
  ['Business 8 vCPU 32 GB 256 GB', 'CPC_B_8C_32RAM_256GB', 'fbc79df2-da01-4c17-8d88-17f8c9493d8f'],
  ['Business 8 vCPU 32 GB 512 GB', 'CPC_B_8C_32RAM_512GB', '8ee402cd-e6a8-4b67-a411-54d1f37a2049'],
  ['Enterprise 1 vCPU 2 GB 64 GB', 'CPC_E_1C_2GB_64GB', '0c278af4-c9c1-45de-9f4b-cd929e747a2c'],
  ['Enterprise 2 vCPU 4 GB 128 GB', 'CPC_E_2C_4GB_128GB', '226ca751-f0a4-4232-9be5-73c02a92555e'],
  ['Enterprise 2 vCPU 4 GB 128 GB (Preview)', 'CPC_LVL_1', 'bce09f38-1800-4a51-8d50-5486380ba84a'],
  ['Enterprise 2 vCPU 4 GB 256 GB', 'CPC_E_2C_4GB_256GB', '5265a84e-8def-4fa2-ab4b-5dc278df5025'],
  ['Enterprise 2 vCPU 4 GB 64 GB', 'CPC_E_2C_4GB_64GB', '7bb14422-3b90-4389-a7be-f1b745fc037f'],
  ['Enterprise 2 vCPU 8 GB 128 GB', 'CPC_E_2C_8GB_128GB', 'e2aebe6c-897d-480f-9d62-fff1381581f7'],
  ['Enterprise 2 vCPU 8 GB 128 GB (Preview)', 'CPC_LVL_2', '461cb62c-6db7-41aa-bf3c-ce78236cdb9e'],
  ['Enterprise 2 vCPU 8 GB 256 GB', 'CPC_E_2C_8GB_256GB', '1c79494f-e170-431f-a409-428f6053fa35'],
  ['Enterprise 4 vCPU 16 GB 128 GB', 'CPC_E_4C_16GB_128GB', 'd201f153-d3b2-4057-be2f-fe25c8983e6f'],
  ['Enterprise 4 vCPU 16 GB 256 GB', 'CPC_E_4C_16GB_256GB', '96d2951e-cb42-4481-9d6d-cad3baac177e'],
  ['Enterprise 4 vCPU 16 GB 256 GB (Preview)', 'CPC_LVL_3', 'bbb4bf6e-3e12-4343-84a1-54d160c00f40'],
  ['Enterprise 4 vCPU 16 GB 512 GB', 'CPC_E_4C_16GB_512GB', '0da63026-e422-4390-89e8-b14520d7e699'],
  ['Enterprise 8 vCPU 32 GB 128 GB', 'CPC_E_8C_32GB_128GB', 'c97d00e4-0c4c-4ec2-a016-9448c65de986'],
  ['Enterprise 8 vCPU 32 GB 256 GB', 'CPC_E_8C_32GB_256GB', '7818ca3e-73c8-4e49-bc34-1276a2d27918'],
  ['Enterprise 8 vCPU 32 GB 512 GB', 'CPC_E_8C_32GB_512GB', '9fb0ba5f-4825-4e84-b239-5167a3a5d4dc'],
  ['Shared Use 2 vCPU 4 GB 128 GB', 'Windows_365_S_2vCPU_4GB_128GB', '90369797-7141-4e75-8f5e-d13f4b6092c1'],
  ['Shared Use 2 vCPU 4 GB 256 GB', 'Windows_365_S_2vCPU_4GB_256GB', '8fe96593-34d3-49bb-aeee-fb794fed0800'],
  ['Shared Use 2 vCPU 4 GB 64 GB', 'Windows_365_S_2vCPU_4GB_64GB', '1f9990ca-45d9-4c8d-8d04-a79241924ce1'],
  ['Shared Use 2 vCPU 8 GB 128 GB', 'Windows_365_S_2vCPU_8GB_128GB', '2d21fc84-b918-491e-ad84-e24d61ccec94'],
  ['Shared Use 2 vCPU 8 GB 256 GB', 'Windows_365_S_2vCPU_8GB_256GB', '2eaa4058-403e-4434-9da9-ea693f5d96dc'],
  ['Shared Use 4 vCPU 16 GB 128 GB', 'Windows_365_S_4vCPU_16GB_128GB', '1bf40e76-4065-4530-ac37-f1513f362f50'],
  ['Shared Use 4 vCPU 16 GB 256 GB', 'Windows_365_S_4vCPU_16GB_256GB', 'a9d1e0df-df6f-48df-9386-76a832119cca'],
  ['Shared Use 4 vCPU 16 GB 512 GB', 'Windows_365_S_4vCPU_16GB_512GB', '469af4da-121c-4529-8c85-9467bbebaa4b'],
  ['Shared Use 8 vCPU 32 GB 128 GB', 'Windows_365_S_8vCPU_32GB_128GB', 'f319c63a-61a9-42b7-b786-5695bc7edbaf'],
  ['Shared Use 8 vCPU 32 GB 256 GB', 'Windows_365_S_8vCPU_32GB_256GB', 'fb019e88-26a0-4218-bd61-7767d109ac26'],
  ['Shared Use 8 vCPU 32 GB 512 GB', 'Windows_365_S_8vCPU_32GB_512GB', 'f4dc1de8-8c94-4d37-af8a-1fca6675590a'],
];

export const windows365Lines: readonly CatalogueLine[] = sizes.map(([name, ...sku]) => ({
  family: 'Windows 365',
  name: `Windows 365 ${name}`,
  kind: name.endsWith('(Preview)') ? 'trial' : 'paid',
  skus: [sku],
  isSelfService: false,
  listPrice: null,
}));
