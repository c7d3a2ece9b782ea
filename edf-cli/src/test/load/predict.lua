-- For wrk: the prediction that the file BODY asks for. TOKEN is an access token; without one for a server that asks for none.
local token = os.getenv("TOKEN")
local file = assert(io.open(os.getenv("BODY"), "r"))

wrk.method = "POST"
wrk.path = "/v1/predict"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/json"
if token then
  wrk.headers["Authorization"] = "Bearer " .. token
end
file:close()

local errors = 0

function response(status, headers, body)
  if status ~= 200 then
    errors = errors + 1
    if errors == 1 then
      print("first answer that is not 200: " .. status .. " " .. body)
    end
  end
end
