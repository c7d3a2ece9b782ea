// Holds each role of the stacks against rights.json: calls that the code makes must be allowed, calls that it must never
// make denied. Reads the plans that ci/terraform-emulated leaves in the folder EDF_PLANS. The simulator also refuses
// actions, resources and conditions that AWS does not know.

import { runSimulation } from '@cloud-copilot/iam-simulate'
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const folder = process.env.EDF_PLANS
if (!folder) {
  console.error('EDF_PLANS is not set: EDF_PLANS=FOLDER ci/terraform-emulated leaves plans there')
  process.exit(2)
}

function* resources(module) {
  yield* module.resources ?? []
  for (const child of module.child_modules ?? []) {
    yield* resources(child)
  }
}

// role -> plan -> its policies
const roles = new Map()
const secrets = new Map() // name -> ARN, which ends with letters that AWS adds
let key
let keyPolicy
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const plan = JSON.parse(readFileSync(join(folder, file)))
  const all = [...resources(plan.planned_values.root_module)]
  const kms = all.find((resource) => resource.type === 'aws_kms_key')
  if (kms) {
    key = kms.values.arn
    keyPolicy = JSON.parse(kms.values.policy)
  }
  for (const { type, values } of all) {
    if (type === 'aws_secretsmanager_secret') {
      secrets.set(values.name, values.arn)
    }
    if (type === 'aws_iam_role_policy') {
      const plans = roles.get(values.role) ?? roles.set(values.role, new Map()).get(values.role)
      const name = basename(file, '.json')
      plans.set(name, [...(plans.get(name) ?? []), { name: values.name, policy: JSON.parse(values.policy) }])
    }
  }
}
const account = key.split(':')[4]

function arn(resource) {
  if (resource === '*') {
    return '*'
  }
  if (resource.startsWith('SECRET:')) {
    return secrets.get(resource.slice('SECRET:'.length)) ?? resource
  }
  return resource === 'KEY' ? key : `arn:aws:${resource.replaceAll('ACCOUNT', account)}`
}

async function decision(role, identityPolicies, [action, resource, context]) {
  const response = await runSimulation(
    {
      identityPolicies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resource === 'KEY' ? keyPolicy : undefined,
      request: {
        action,
        principal: `arn:aws:iam::${account}:role/${role}`,
        resource: { accountId: account, resource: arn(resource) },
        contextVariables: context ?? {},
      },
    },
    {},
  )
  return response.resultType === 'error' ? `error: ${JSON.stringify(response.errors)}` : response.overallResult
}

let checked = 0
const wrong = []
const seen = new Set()
for (const expected of JSON.parse(readFileSync(new URL('rights.json', import.meta.url))).roles) {
  seen.add(expected.role)
  const plans = [...(roles.get(expected.role) ?? [])].filter(([plan]) => !expected.plan || plan === expected.plan)
  if (plans.length === 0 && !expected.plan) {
    wrong.push(`no plan has the role ${expected.role}`)
  }
  for (const [plan, policies] of plans) {
    for (const [calls, allowed] of [[expected.may, true], [expected.mayNot, false]]) {
      for (const call of calls) {
        const result = await decision(expected.role, policies, call)
        checked++
        if (result.startsWith('error') || (result === 'Allowed') !== allowed) {
          wrong.push(`${plan}: ${expected.role} ${allowed ? 'must be allowed' : 'must not be allowed'} ${call[0]} on ${arn(call[1])}: ${result}`)
        }
      }
    }
  }
}
for (const role of roles.keys()) {
  if (!seen.has(role)) {
    wrong.push(`rights.json says nothing about the role ${role}`)
  }
}
console.log(`${checked} calls of ${seen.size} roles checked`)
if (wrong.length > 0) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
