// What the app is told of the shops: the settings Shops__{shop}__… of the README. Nothing here is a secret.

@export()
@description('Who may call. The hash is what the command hash-key prints; the key itself is nowhere in Azure.')
type apiKey = {
  @minLength(71)
  @maxLength(71)
  @description('sha256: and 64 hex digits.')
  hash: string
  role: 'shop' | 'operator'
}

@export()
type supplier = {
  @description('Letters, digits and underscores: a setting of an app on Linux is named by it.')
  id: string
  @minLength(1)
  @description('Names of the vault\'s secrets that hold what the supplier signs with; several while they change.')
  secretNames: string[]
  @minValue(0)
  @maxValue(730)
  leadTimeDays: int?
  @description('Takes the shop\'s orders as signed webhooks; https, at a public address.')
  webhookUrl: string?
  @description('The mailbox that takes them where there is no webhook.')
  email: string?
}

@export()
type shop = {
  @description('Letters, digits and underscores: a setting of an app on Linux is named by it.')
  id: string
  @description('What customers know it by; its id unless given.')
  name: string?
  @description('The mailbox that answers to its mails go to.')
  replyTo: string?
  @minLength(1)
  keys: apiKey[]
  suppliers: supplier[]?
}

@export()
@description('How many mails may go out; 0 lifts either limit.')
type mailPace = {
  @minValue(0)
  perMinute: int
  @minValue(0)
  perHour: int
}

type setting = { name: string, value: string }

@export()
@description('The value of a setting that the platform reads from the vault, by the identity of the app.')
func secretOf(vault string, name string) string => '@Microsoft.KeyVault(VaultName=${vault};SecretName=${name})'

func keySettings(prefix string, keys apiKey[]) setting[] =>
  flatten(map(keys, (key, i) => [
    { name: '${prefix}__ApiKeys__${i}__Hash', value: key.hash }
    { name: '${prefix}__ApiKeys__${i}__Role', value: key.role }
  ]))

func supplierSettings(vault string, prefix string, supplier supplier) setting[] =>
  concat(
    map(supplier.secretNames, (name, i) => { name: '${prefix}__Secrets__${i}', value: secretOf(vault, name) }),
    supplier.?leadTimeDays == null ? [] : [{ name: '${prefix}__LeadTimeDays', value: string(supplier.leadTimeDays!) }],
    supplier.?webhookUrl == null ? [] : [{ name: '${prefix}__WebhookUrl', value: supplier.webhookUrl! }],
    supplier.?email == null ? [] : [{ name: '${prefix}__Email', value: supplier.email! }]
  )

func settingsOfOne(vault string, prefix string, shop shop) setting[] =>
  concat(
    shop.?name == null ? [] : [{ name: '${prefix}__Name', value: shop.name! }],
    shop.?replyTo == null ? [] : [{ name: '${prefix}__ReplyTo', value: shop.replyTo! }],
    keySettings(prefix, shop.keys),
    flatten(map(shop.?suppliers ?? [], each => supplierSettings(vault, '${prefix}__Suppliers__${each.id}', each)))
  )

@export()
@description('The settings of all shops, by name.')
func shopSettings(vault string, shops shop[]) { *: string } =>
  toObject(
    flatten(map(shops, shop => settingsOfOne(vault, 'Shops__${shop.id}', shop))),
    setting => setting.name,
    setting => setting.value
  )
