-- One opening in one script: Redis runs it alone, so nothing has to be locked.
-- KEYS: the player's wallet, journal and items, the box, the box's odds (items by the ticket below which they are drawn)
-- ARGV: the idempotency key, a random number below 2^53, the box's id
-- Returns whether it is a repetition, and the journal entry: sequence|kind|debit|credit|amount|balance|box|ticket|item.
local first = redis.call('HGET', KEYS[2], ARGV[1])
if first then
  return {1, first}
end

local box = redis.call('HMGET', KEYS[4], 'priceMinor', 'totalTickets')
if not box[1] then
  return redis.error_reply('BOX_NOT_FOUND')
end

local balance = redis.call('HINCRBY', KEYS[1], 'availableMinor', '-' .. box[1])
if balance < 0 then
  redis.call('HINCRBY', KEYS[1], 'availableMinor', box[1])
  return redis.error_reply('INSUFFICIENT_FUNDS')
end
local sequence = redis.call('HINCRBY', KEYS[1], 'sequence', 1)

local ticket = string.format('%.0f', tonumber(ARGV[2]) % tonumber(box[2]))
local drawn = redis.call('ZRANGE', KEYS[5], '(' .. ticket, '+inf', 'BYSCORE', 'LIMIT', 0, 1)[1]

redis.call('HSET', KEYS[3], sequence, drawn .. '|OWNED|' .. ARGV[1])
local entry = sequence .. '|BOX_OPENING|PLAYER|HOUSE|' .. box[1] .. '|' .. string.format('%.0f', balance) ..
  '|' .. ARGV[3] .. '|' .. ticket .. '|' .. drawn
redis.call('HSET', KEYS[2], ARGV[1], entry)
return {0, entry}
