// Holds the results of simulated years against what they must reach; ends with 1 where one does not.
// usage: node simulated-year.mjs DIR...      folders with simulation.json
import { readFileSync } from "node:fs";
import { join } from "node:path";

const COVERAGE = [77, 83]; // percent of the readings of 28 days in a row
const DAYS_TO_FIND = 3;

// What the readings really have, as one sees when one plots them: alarms about it are right.
const REAL = [
    // kind, subject, month; mean of an hour of the days before and after
    ["features_outside", "", "2022-07"], // the heat wave of July 2022: 36 C as a mean of 12 hours, 31 C was the most before
    ["error_grown", "", "2022-07"], // and what it did to forecasts: WAPE 9.5 to 12.4 % on five days, 6 % before
    ["demand_level", "cam_b106", "2022-04"], // 2 kWh, 0.4 from 12 April
    ["meter_level", "cam_b106", "2022-04"], // and 5 to 9 from 20 April
    ["meter_level", "cam_b89", "2022-07"], // 25 kWh, 10 from 28 July for six days
    ["meter_level", "cam_b21", "2022-08"], // 320 kWh, 12 from 31 July for five days
    ["demand_level", "cam_b21", "2022-10"], // 330 kWh, 16 from 26 October for six days
    ["meter_level", "cam_b97", "2022-12"], // 19 kWh, 10 from 15 December for four days
];

const isReal = ({ alarm, raised }) =>
    REAL.some(([kind, subject, month]) => alarm.kind === kind && alarm.subject === subject && raised.startsWith(month));

function failuresOf(result) {
    const found = [...result.failures.map((failure) => `failed: ${failure}`)];
    for (const { last_day: day, percent } of result.rolling) {
        if (percent < COVERAGE[0] || percent > COVERAGE[1]) {
            found.push(`${percent.toFixed(1)} % of the readings of 28 days up to ${day} are inside the interval`);
        }
    }
    for (const { fault, days } of result.faults) {
        if (days === null || days > DAYS_TO_FIND) {
            found.push(`${fault.kind} from ${fault.first}: ${days === null ? "missed" : `found after ${days} days`}`);
        }
    }
    for (const alarm of result.alarms) {
        if (alarm.alarm.watch === "drift" && alarm.beside === null && !isReal(alarm)) {
            found.push(`false: ${alarm.raised} drift ${alarm.alarm.kind} ${alarm.alarm.subject}: ${alarm.alarm.text}`);
        }
    }
    return found;
}

let failed = false;
for (const folder of process.argv.slice(2)) {
    const result = JSON.parse(readFileSync(join(folder, "simulation.json"), "utf8"));
    const failures = failuresOf(result);
    const percents = result.rolling.map(({ percent }) => percent);
    console.log(
        `${folder}: ${result.faults.length} faults, coverage of 28 days from ${Math.min(...percents).toFixed(1)} to ` +
            `${Math.max(...percents).toFixed(1)} %, ${result.alarms.filter(isReal).length} alarms about what the readings have, ` +
            `${failures.length} failures`,
    );
    failures.forEach((failure) => console.log(`  ${failure}`));
    failed ||= failures.length > 0;
}
process.exit(failed ? 1 : 0);
