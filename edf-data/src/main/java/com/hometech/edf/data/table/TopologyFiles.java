package com.hometech.edf.data.table;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.csv.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads which buildings exist ({@code buildings.csv}) and the public holidays of their sites ({@code calendar.csv}).
 * Columns that are not known here are ignored; errors name file, line and column.
 */
public final class TopologyFiles {
    /** One row for each building. */
    public static final String BUILDINGS = "buildings.csv";
    /** Column of {@link #BUILDINGS}: identity. */
    public static final String BUILDING_ID = "building_id";
    /** Column of {@link #BUILDINGS}: yes where readings may be negative. */
    public static final String FEEDS_IN = "feeds_in";
    /** One row for each holiday of a site. */
    public static final String CALENDAR = "calendar.csv";

    private TopologyFiles() {}

    /**
     * Reads both files of a directory. Without a calendar there are no holidays.
     *
     * @throws InvalidInputException when {@code buildings.csv} is absent or a row cannot be understood
     */
    public static Topology read(Path directory) throws IOException {
        return new Topology(buildings(directory.resolve(BUILDINGS)), holidays(directory.resolve(CALENDAR)));
    }

    private static List<Building> buildings(Path file) throws IOException {
        Map<BuildingId, Building> byId = new TreeMap<>();
        try (CsvTable csv = new CsvTable(file)) {
            while (csv.next()) {
                Building building = building(csv);
                if (byId.put(building.id(), building) != null) {
                    throw wrong(csv, "building_id", building.id().value(), "stands in an earlier line too: keep one");
                }
            }
        }
        if (byId.isEmpty()) {
            throw new InvalidInputException("File " + file.getFileName() + " names no building");
        }
        return new ArrayList<>(byId.values());
    }

    private static Building building(CsvTable csv) {
        String id = text(csv, BUILDING_ID);
        String useType = optional(csv, "use_type");
        try {
            return new Building(
                    new BuildingId(id),
                    new SiteId(text(csv, "site_id")),
                    zone(csv, id),
                    loadKind(csv),
                    UseType.of(useType),
                    useType,
                    floorArea(csv),
                    yes(csv, FEEDS_IN),
                    degrees(csv, "latitude", 90),
                    degrees(csv, "longitude", 180));
        } catch (InvalidInputException failure) {
            String message = failure.getMessage();
            throw message.startsWith(csv.where())
                    ? failure
                    : new InvalidInputException(csv.where() + ": " + message, failure);
        }
    }

    private static String text(CsvTable csv, String column) {
        String value = csv.field(csv.position(column)).strip();
        if (value.isEmpty()) {
            throw wrong(csv, column, value, "must have a value");
        }
        return value;
    }

    private static String optional(CsvTable csv, String column) {
        return csv.field(csv.positionIfAny(column)).strip();
    }

    /** Only Region/City names of the IANA database and UTC: abbreviations such as CET say nothing about summer time. */
    private static ZoneId zone(CsvTable csv, String building) {
        String name = text(csv, "timezone");
        boolean regional = name.indexOf('/') > 0 && !name.startsWith("SystemV/");
        if (!ZoneId.getAvailableZoneIds().contains(name) || !(regional || name.equals("UTC"))) {
            throw wrong(
                    csv,
                    "timezone",
                    name,
                    "of building " + building
                            + " is not an IANA time zone: write Region/City, for example Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private static LoadKind loadKind(CsvTable csv) {
        String name = optional(csv, "load_kind");
        if (name.isEmpty()) {
            return LoadKind.BUILDING;
        }
        return Arrays.stream(LoadKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> wrong(
                        csv,
                        "load_kind",
                        name,
                        "is not one of " + Arrays.toString(LoadKind.values()).toLowerCase(Locale.ROOT)));
    }

    private static double floorArea(CsvTable csv) {
        String area = optional(csv, "floor_area_m2");
        if (area.isEmpty()) {
            return Double.NaN;
        }
        try {
            double squareMetres = Double.parseDouble(area);
            if (squareMetres >= 0 && Double.isFinite(squareMetres)) {
                return squareMetres;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(csv, "floor_area_m2", area, "is not a number");
        }
        throw wrong(csv, "floor_area_m2", area, "must be 0 or more");
    }

    private static double degrees(CsvTable csv, String column, double most) {
        String text = optional(csv, column);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double degrees = Double.parseDouble(text);
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(csv, column, text, "is not a number");
        }
        throw wrong(csv, column, text, "must be between -" + (int) most + " and " + (int) most);
    }

    private static boolean yes(CsvTable csv, String column) {
        String value = optional(csv, column).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "yes", "true", "1" -> true;
            case "", "no", "false", "0" -> false;
            default -> throw wrong(csv, column, value, "must be yes or no");
        };
    }

    private static Map<SiteId, HolidayCalendar> holidays(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<SiteId, NavigableMap<LocalDate, String>> bySite = new TreeMap<>();
        try (CsvTable csv = new CsvTable(file)) {
            while (csv.next()) {
                SiteId site = new SiteId(text(csv, "site_id"));
                bySite.computeIfAbsent(site, absent -> new TreeMap<>()).put(date(csv), optional(csv, "holiday_name"));
            }
        }
        Map<SiteId, HolidayCalendar> calendars = new HashMap<>();
        bySite.forEach((site, dates) -> calendars.put(site, new HolidayCalendar(dates)));
        return calendars;
    }

    private static LocalDate date(CsvTable csv) {
        String text = text(csv, "date");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw wrong(csv, "date", text, "is not a date: write 2024-12-25");
        }
    }

    private static InvalidInputException wrong(CsvTable csv, String column, String value, String why) {
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
        return new InvalidInputException(csv.where() + ": " + column + " \"" + shown + "\" " + why);
    }
}
