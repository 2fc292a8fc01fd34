-- One opening after the other, each with a key of its own, for players chosen alike.
-- BENCH_PLAYERS: a line for each, its Authorization header and the body it sends, with a tab between; the header may be empty.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  math.randomseed(os.time() * 64 + number)
  run = math.random(0, 0xfffffff)
  count = 0
  players = {}
  for line in io.lines(os.getenv("BENCH_PLAYERS")) do
    local authorization, body = line:match("^(.-)\t(.*)$")
    players[#players + 1] = { authorization = authorization, body = body }
  end
end

function request()
  count = count + 1
  local player = players[math.random(#players)]
  local headers = {
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("%08x-%04x-4000-8000-%012x", run, number, count),
  }
  if player.authorization ~= "" then
    headers["Authorization"] = player.authorization
  end
  return wrk.format("POST", nil, headers, player.body)
end

function done(summary, latency, requests)
  local e = summary.errors
  print(string.format("RESULT requests=%d micros=%d failed=%d p50=%d p95=%d p99=%d", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
