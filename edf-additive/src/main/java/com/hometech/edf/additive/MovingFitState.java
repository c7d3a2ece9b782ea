package com.hometech.edf.additive;

import com.hometech.edf.additive.solve.SufficientStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * What a {@link MovingFit} keeps beside its model, and its bytes: a mark, the version, a checksum of the preparation that it
 * belongs to, the content, and a checksum of the content. All numbers big-endian; the same state gives the same bytes.
 *
 * @param reference whose residuals the statistics know
 * @param referenceSquares its sum of squares when it was chosen
 * @param level of a history that never changed; otherwise NaN
 * @param offLevel rows held that are not at the level
 * @param newestMillis time of the newest row [ms since 1970-01-01T00:00 on the series' own clock]
 */
record MovingFitState(
        Parameters reference,
        double referenceSquares,
        double level,
        int offLevel,
        long newestMillis,
        SufficientStatistics statistics) {
    private static final int MARK = 0x45444D46; // EDMF
    private static final int VERSION = 1;

    static void write(DataOutput out, Preparation preparation, MovingFitState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream content = new DataOutputStream(bytes);
        content.writeLong(state.newestMillis);
        content.writeDouble(state.referenceSquares);
        content.writeDouble(state.level);
        content.writeInt(state.offLevel);
        content.writeDouble(state.reference.rate());
        content.writeDouble(state.reference.offset());
        for (double change : state.reference.changes()) {
            content.writeDouble(change);
        }
        content.writeDouble(state.reference.noise());
        for (double coefficient : state.reference.coefficients()) {
            content.writeDouble(coefficient);
        }
        state.statistics.write(content);
        out.writeInt(MARK);
        out.writeInt(VERSION);
        out.writeLong(checksum(preparation));
        out.write(bytes.toByteArray());
        CRC32 checksum = new CRC32();
        checksum.update(bytes.toByteArray());
        out.writeLong(checksum.getValue());
    }

    static MovingFitState read(DataInput in, Preparation preparation) throws IOException {
        try {
            if (in.readInt() != MARK) {
                throw new AdditiveInputException(
                        "These bytes are not the state of a moving fit; give what MovingFit.write wrote");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new AdditiveInputException("The state of the moving fit has version " + version + ", known is "
                        + VERSION + "; fit the model again to write it anew");
            }
            if (in.readLong() != checksum(preparation)) {
                throw new AdditiveInputException("The state of the moving fit belongs to another model: scales, "
                        + "changepoints or columns differ; give the two that were written together");
            }
            byte[] bytes = new byte[size(preparation)];
            in.readFully(bytes);
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            if (in.readLong() != checksum.getValue()) {
                throw new AdditiveInputException(
                        "The state of the moving fit is damaged: its checksum differs; fit the model again");
            }
            return content(new DataInputStream(new ByteArrayInputStream(bytes)), preparation);
        } catch (EOFException early) {
            throw new AdditiveInputException(
                    "The state of the moving fit ends too early; copy it whole, or fit the model again", early);
        }
    }

    private static MovingFitState content(DataInput in, Preparation preparation) throws IOException {
        long newestMillis = in.readLong();
        double referenceSquares = in.readDouble();
        double level = in.readDouble();
        int offLevel = in.readInt();
        double rate = in.readDouble();
        double offset = in.readDouble();
        double[] changes = doubles(in, preparation.changepointTimes().length);
        double noise = in.readDouble();
        double[] coefficients = doubles(in, preparation.columns().size());
        return new MovingFitState(
                new Parameters(rate, offset, changes, noise, coefficients),
                referenceSquares,
                level,
                offLevel,
                newestMillis,
                SufficientStatistics.read(in, coefficients.length, hinges(preparation)));
    }

    private static double[] doubles(DataInput in, int count) throws IOException {
        double[] values = new double[count];
        for (int index = 0; index < count; index++) {
            values[index] = in.readDouble();
        }
        return values;
    }

    /** A flat trend has changepoints, which do not count. */
    private static int hinges(Preparation preparation) {
        return preparation.model().growth() == Growth.FLAT ? 0 : preparation.changepointTimes().length;
    }

    private static int size(Preparation preparation) {
        int columns = preparation.columns().size();
        int parameters = 3 + preparation.changepointTimes().length + columns;
        int numbers = SufficientStatistics.numbers(columns, hinges(preparation));
        return Long.BYTES + 2 * Double.BYTES + 2 * Integer.BYTES + Double.BYTES * (parameters + numbers);
    }

    /** Of all that the sums depend on; of times the milliseconds, as files of models know no more. */
    private static long checksum(Preparation preparation) throws IOException {
        CRC32 checksum = new CRC32();
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        Preparation.Scales scales = preparation.scales();
        out.writeUTF(preparation.model().growth().name());
        out.writeLong(Math.floorDiv(scales.startMicros(), 1000));
        out.writeLong(Math.floorDiv(scales.spanMicros(), 1000));
        out.writeDouble(scales.yScale());
        out.writeDouble(preparation.model().scaling() == Scaling.MINMAX ? scales.yMin() : 0);
        out.writeDouble(preparation.model().changepointPriorScale());
        for (long changepoint : preparation.changepointMicros()) {
            out.writeLong(Math.floorDiv(changepoint, 1000));
        }
        for (FeatureColumn column : preparation.columns()) {
            out.writeUTF(column.name());
            out.writeDouble(column.priorScale());
        }
        for (Seasonality seasonality : preparation.seasonalities()) {
            out.writeDouble(seasonality.periodDays());
            out.writeUTF(String.valueOf(seasonality.condition()));
        }
        for (HolidayTable.Column column : preparation.holidays().columns()) {
            for (long day : column.days()) {
                out.writeLong(day);
            }
        }
        for (Standardisation standardisation : preparation.regressors().values()) {
            out.writeDouble(standardisation.mean());
            out.writeDouble(standardisation.deviation());
        }
        out.flush();
        return checksum.getValue();
    }
}
