-- Requests the paths of a file in turn and reports one line that a program can read. What stands behind
-- a path and a tab is posted there.

local paths = {}
local turn = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    paths[#paths + 1] = line
  end
  turn = math.random(#paths)
end

function request()
  turn = turn % #paths + 1
  local path, body = paths[turn]:match("^([^\t]*)\t(.*)$")
  if body then
    wrk.headers["Content-Type"] = "application/json"
    return wrk.format("POST", path, nil, body)
  end
  return wrk.format("GET", paths[turn])
end

function done(summary, latency, _)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    "heron %d %d %d %d %d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), failures
  ))
end
