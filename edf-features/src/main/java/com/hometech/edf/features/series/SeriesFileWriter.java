package com.hometech.edf.features.series;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes one Parquet file of series, building after building; the file appears with {@link #finish()}. */
public final class SeriesFileWriter implements AutoCloseable {
    private final Path file;
    private final List<String> weatherColumns;
    private final ParquetRowWriter writer;

    /** @param weatherColumns what each series has, in the order of their names */
    public SeriesFileWriter(Path file, List<String> weatherColumns) throws IOException {
        this.file = file;
        this.weatherColumns = List.copyOf(weatherColumns);
        this.writer = new ParquetRowWriter(file, SeriesColumns.with(weatherColumns));
    }

    /**
     * Appends a building's series.
     *
     * @throws InvalidInputException when it has other weather than the file
     */
    public void append(BuildingSeries series) throws IOException {
        if (!List.copyOf(series.weather().keySet()).equals(weatherColumns)) {
            throw new InvalidInputException("The series of " + series.building() + " has the weather "
                    + series.weather().keySet() + ", its file " + file + " has " + weatherColumns);
        }
        List<float[]> weather = List.copyOf(series.weather().values());
        for (int index = 0; index < series.length(); index++) {
            writer.setString(SeriesColumns.BUILDING_ID, series.building());
            writer.setEpochSecond(SeriesColumns.TIMESTAMP_HOUR, series.epochSecond(index));
            writer.setDouble(SeriesColumns.KWH, series.kwh()[index]);
            for (int column = 0; column < weather.size(); column++) {
                writer.setDouble(SeriesColumns.FIRST_WEATHER + column, weather.get(column)[index]);
            }
            writer.endRow();
        }
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        writer.finish();
    }

    /** Drops what was written unless it was finished. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
