-- For wrk: the newest forecast of a building drawn by chance, of the 1,000 that ServeBench makes. TOKEN is an access token.
local token = os.getenv("TOKEN")

function init(arguments)
  math.randomseed(42)
end

function request()
  local path = string.format("/v1/buildings/building-%04d/forecast", math.random(0, 999))
  return wrk.format("GET", path, {["Authorization"] = "Bearer " .. token, ["Accept-Encoding"] = "gzip"})
end

local errors = 0

function response(status)
  if status ~= 200 then
    errors = errors + 1
    if errors == 1 then
      print("first answer that is not 200: " .. status)
    end
  end
end
