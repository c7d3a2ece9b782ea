package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.features.engine.FeatureFormula.FeatureValues;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.WeatherColumns;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.WeatherSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One building, prepared for computing rows. For one thread. */
public final class BuildingFeatures {
    private static final int TEMPERATURE = WeatherFormulas.variable("temperature_c");

    private final BuildingInput input;
    private final FeatureSettings settings;
    private final List<FeatureFormula> formulas;
    private final boolean plainOnly;
    private final FeatureSchema schema;
    private final BuildingContext context;
    private final Grades grades;
    private final QuantityRules rules;
    private final PlainForecasts plainForecasts;
    private final List<FeatureValues> features;

    BuildingFeatures(
            BuildingInput input,
            FeatureSettings settings,
            FeatureSchema schema,
            List<FeatureFormula> formulas,
            boolean plainOnly) {
        this.input = input;
        this.settings = settings;
        this.formulas = formulas;
        this.plainOnly = plainOnly;
        this.schema = schema;
        this.context = new BuildingContext(input, settings);
        this.grades = new Grades(context.load(), context.readings().isTelling, context.grid(), settings);
        this.rules = context.rules();
        this.plainForecasts = new PlainForecasts(context, rules);
        this.features =
                formulas.stream().map(formula -> formula.prepare(context)).toList();
    }

    public Building building() {
        return input.building();
    }

    public StepGrid grid() {
        return context.grid();
    }

    /** Whether the building is forecast at this origin at all: its newest reading is not too old. */
    public boolean isActive(int origin) {
        return grades.isActive(origin);
    }

    /** The best grade that the building can be forecast with at this origin. */
    public Readiness readiness(int origin) {
        return plainOnly ? Readiness.FALLBACK : grades.at(origin);
    }

    /** What was used in an interval; NaN where it is missing, flagged or suspect: then it is neither learned from nor scored [kWh]. */
    public double targetKwh(int index) {
        return context.readings().isSuspect(index) ? Double.NaN : input.kwh()[index];
    }

    /** Whether the interval can hold anything at all: generation cannot at night. Rows that cannot teach a model nothing. */
    public boolean isPossible(int target, int origin) {
        return rules.ceilingKwh(target, origin) != 0;
    }

    /** Whether a reading between two intervals is there, the second inclusive. */
    public boolean hasReading(int from, int to) {
        int newest = context.load().newestReading[to];
        return newest >= from && newest >= 0;
    }

    /** Where a row's temperature at the target comes from. */
    public WeatherSource weatherSource(int target, int origin) {
        return context.site().weather().sourceAt(TEMPERATURE, target, origin);
    }

    /** Readings without unit slips; NaN where missing; shared, not to be changed [kWh]. */
    double[] measuredKwh() {
        return context.load().measuredKwh;
    }

    /**
     * The building's readings with the weather that a forecast of the shortest lead was made with.
     *
     * @param weatherColumns some of {@link WeatherColumns known ones}
     * @param fromIndex of the first interval
     * @param toIndex after that of the last interval
     * @throws com.hometech.edf.common.error.InvalidInputException when a weather column is not known
     */
    public BuildingSeries series(List<String> weatherColumns, int fromIndex, int toIndex) {
        double[] kwh = new double[toIndex - fromIndex];
        for (int index = fromIndex; index < toIndex; index++) {
            kwh[index - fromIndex] = Double.isNaN(targetKwh(index)) ? Double.NaN : context.load().clippedKwh[index];
        }
        SortedMap<String, float[]> weather = new TreeMap<>();
        for (String column : WeatherColumns.checked(weatherColumns, "The weather of a series")) {
            int variable = WeatherFormulas.variable(column);
            float[] values = new float[toIndex - fromIndex];
            for (int index = fromIndex; index < toIndex; index++) {
                values[index - fromIndex] = context.site().weather().atShortestLead(variable, index);
            }
            weather.put(column, values);
        }
        return new BuildingSeries(
                building().id().value(), grid().epochSecond(fromIndex), grid().stepSeconds(), kwh, weather);
    }

    /** A table of these rows alone. */
    public FeatureTable table(RowBatch rows) {
        FeatureColumns columns = FeatureColumns.allocate(rows.size(), schema.size());
        fill(rows, columns, 0, 0);
        return new FeatureTable(schema, List.of(input.building().id().value()), columns);
    }

    /**
     * Computes rows into columns, without allocating anything unless some are of the building as if it were new.
     *
     * @param offset position of the first row in the columns
     * @param buildingIndex what the columns shall say about the building
     */
    public void fill(RowBatch rows, FeatureColumns columns, int offset, int buildingIndex) {
        fillAsItIs(rows.asItIs(), columns, offset, buildingIndex);
        for (RowBatch.AsNew part : rows.asNew()) {
            fillAsNew(part.shown(), rows.part(part.from(), part.to()), columns, offset + part.from(), buildingIndex);
        }
    }

    private void fillAsItIs(RowBatch rows, FeatureColumns columns, int offset, int buildingIndex) {
        fillKeys(rows, columns, offset, buildingIndex);
        plainForecasts.fill(rows, columns, offset);
        fillFeatures(rows, columns.features(), offset);
    }

    /** What is to be learned, and its scale where no reading is shown, are those of the building as it is. */
    private void fillAsNew(ShownReadings shown, RowBatch rows, FeatureColumns columns, int offset, int buildingIndex) {
        double[] kwh = input.kwh().clone();
        for (int index = 0; index < kwh.length; index++) {
            kwh[index] = shown.isShown(grid(), index) ? kwh[index] : Double.NaN;
        }
        BuildingInput hidden = new BuildingInput(input.building(), kwh, input.flags(), input.site());
        new BuildingFeatures(hidden, settings, schema, formulas, plainOnly)
                .fillAsItIs(rows, columns, offset, buildingIndex);
        for (int row = 0; row < rows.size(); row++) {
            columns.targetKwh()[offset + row] = targetKwh(rows.target(row));
            columns.readiness()[offset + row] = (byte) Readiness.COLD_START.ordinal();
            if (shown.isNone()) {
                columns.levelKwh()[offset + row] = rules.levelKwh(rows.target(row), rows.origin(row));
            }
        }
    }

    void fillFeatures(RowBatch rows, float[][] columns, int offset) {
        for (int column = 0; column < columns.length; column++) {
            features.get(column).fill(rows, columns[column], offset);
        }
    }

    private void fillKeys(RowBatch rows, FeatureColumns columns, int offset, int buildingIndex) {
        float hoursPerStep = (float) grid().step().hours();
        for (int row = 0; row < rows.size(); row++) {
            int origin = rows.origin(row);
            columns.buildingIndex()[offset + row] = buildingIndex;
            columns.originEpochSecond()[offset + row] = grid().epochSecond(origin);
            columns.leadHours()[offset + row] = rows.leadSteps(row) * hoursPerStep;
            columns.targetKwh()[offset + row] = targetKwh(rows.target(row));
            columns.readiness()[offset + row] = (byte) readiness(origin).ordinal();
        }
    }
}
