// Asks each saved query of the stacks of the files that a run left in a home of edf: every query must be answered, with rows
// where runs leave some. The tables are those of terraform/ingestion, partitions and lists of files included. DuckDB stands in for
// Athena: it speaks the same SQL as far as these queries go, but for the function that is defined below.
// Usage: node queries.mjs HOME, after edf demo, edf accuracy and edf anomalies with --home HOME.

import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = process.argv[2]
if (!home) {
  console.error('usage: node queries.mjs HOME')
  process.exit(2)
}
const stack = join(dirname(fileURLToPath(import.meta.url)), '../../terraform/ingestion')
const buckets = join(home, 'buckets')
const bucket = (end) => join(buckets, readdirSync(buckets).find((name) => name.endsWith(end)))
const processed = bucket('processed-data')

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^[_.]/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
const listed = (folder) =>
  files(folder).flatMap((list) =>
    readFileSync(list, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((uri) => ({ file: uri.replace('s3:/', buckets), partition: basename(dirname(list)).split('=')[1] })),
  )
const read = (folder) => (existsSync(folder) ? files(folder).map((file) => ({ file, partition: basename(dirname(file)).split('=')[1] })) : [])

const places = {
  consumption: { found: read(join(processed, 'processed_edf_data/consumption')), partition: 'month' },
  generation: { found: read(join(processed, 'processed_edf_data/generation')), partition: 'month' },
  weather: { found: read(join(processed, 'processed_edf_data/weather')), partition: 'month' },
  weather_forecast: { found: read(join(bucket('raw-data'), 'edf-inputs/weather-forecast')) },
  forecasts: { found: listed(join(processed, 'forecast-index')), partition: 'issue_date' },
  accuracy: { found: read(join(processed, 'accuracy/history')), partition: 'month' },
  anomalies: { found: read(join(processed, 'monitoring/anomalies')), partition: 'month' },
  evaluation_scores: { found: read(join(processed, 'evaluation-scores')) },
}
const types = { string: 'VARCHAR', double: 'DOUBLE', bigint: 'BIGINT', boolean: 'BOOLEAN', timestamp: 'TIMESTAMP WITH TIME ZONE' }

const connection = await (await DuckDBInstance.create()).connect()
await connection.run("SET TimeZone = 'UTC'")
await connection.run("CREATE MACRO date_format(moment, pattern) AS strftime(moment, pattern)")
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS()

const wrong = []
const tables = JSON.parse(readFileSync(join(stack, 'tables.json')))
for (const [name, table] of Object.entries(tables)) {
  const { found, partition } = places[name]
  const columns = table.columns.map(([column, type]) => ({ column, type: types[type] }))
  const partitions = partition ? [{ column: partition, type: 'VARCHAR' }] : []
  if (found.length === 0) {
    await connection.run(`CREATE TABLE ${name} (${[...columns, ...partitions].map(({ column, type }) => `"${column}" ${type}`).join(', ')}, "$path" VARCHAR)`)
    continue
  }
  const selected = columns.map(({ column }) => `"${column}"`)
  const parts = found.map(({ file, partition: value }) =>
    `SELECT ${[...selected, ...(partition ? [`'${value}' AS ${partition}`] : []), 'filename AS "$path"'].join(', ')} FROM read_parquet('${file}', filename = true)`,
  )
  await connection.run(`CREATE VIEW ${name} AS ${parts.join('\nUNION ALL ')}`)
  for (const { column_name: column, column_type: type } of await ask(`DESCRIBE ${name}`)) {
    const declared = columns.find((declaredColumn) => declaredColumn.column === column)
    if (declared && declared.type !== type) {
      wrong.push(`${name}.${column} is ${declared.type} in the catalog and ${type} in the files`)
    }
  }
  console.log(`${name}: ${found.length} files, ${(await ask(`SELECT count(*) AS n FROM ${name}`))[0].n} rows`)
}

const [{ now }] = await ask('SELECT strftime(max(issued_at), \'%Y-%m-%d %H:%M:%S\') AS now FROM forecasts')
const mayBeEmpty = ['anomalies_of_the_last_week', 'silent_buildings', 'worst_buildings']
for (const file of readdirSync(join(stack, 'queries')).sort()) {
  const name = basename(file, '.sql')
  const sql = readFileSync(join(stack, 'queries', file), 'utf8')
    .replaceAll('current_date', `DATE '${now.slice(0, 10)}'`)
    .replaceAll('current_timestamp', `TIMESTAMPTZ '${now}+00'`)
  try {
    const rows = await ask(sql.trim().replace(/;$/, ''))
    console.log(`${name}: ${rows.length} rows`, rows[0] ?? '')
    if (rows.length === 0 && !mayBeEmpty.includes(name)) {
      wrong.push(`${name} finds nothing`)
    }
  } catch (failure) {
    wrong.push(`${name}: ${failure.message}`)
  }
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
