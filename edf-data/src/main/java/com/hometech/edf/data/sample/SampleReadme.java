package com.hometech.edf.data.sample;

/** The README of a sample folder. */
final class SampleReadme {
    private SampleReadme() {}

    static String text(SampleOptions options) {
        return """
                # Sample data: synthetic

                Nothing here was measured. Buildings, readings and weather were made up by a seeded generator so that they
                behave like real ones; they belong to nobody. Never quote a score on these data as a result.

                %d buildings, %d days, from %s to %s (exclusive), seed %d, defects %s. The same options give the same bytes.

                Times are in UTC and name the start of the hour; the local time of a building follows from its zone in
                `buildings.csv`. Three sites: Berlin, Madrid, and Sydney in the southern hemisphere.

                | file | holds |
                |---|---|
                | `buildings.csv` | facts of each building |
                | `consumption.csv.gz` | energy of each hour [kWh], gross: generation is not taken off it |
                | `solar.csv.gz` | energy from photovoltaics of each hour [kWh], where a building has them |
                | `weather.csv.gz` | weather as it was |
                | `weather_forecast.csv.gz` | weather as it was forecast: issued every day at 00:00 UTC for %d hours; the last issue reaches %d hours past the last reading. Its error grows with the lead |
                | `calendar.csv` | public holidays by rule. School terms, bridge days and the closing of offices at Christmas shape the load, too, and are in no file, as is usual |
                %s""".formatted(
                        options.buildings(),
                        options.days(),
                        options.start(),
                        options.end(),
                        options.seed(),
                        options.defects() ? "planted" : "none",
                        WeatherForecasts.HORIZON_HOURS,
                        WeatherForecasts.HORIZON_HOURS,
                        options.defects() ? DEFECTS : "");
    }

    private static final String DEFECTS = """
            | `defects.csv` | every planted data fault: its number, file, building or site, first time, rows, and what it is |

            | `consumption_8*.csv.gz` | readings that came in files of their own, most of which cannot be taken |

            Not planted, because nothing could be read then: a wrong time zone (20).
            """;
}
