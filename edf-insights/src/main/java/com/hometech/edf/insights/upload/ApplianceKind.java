package com.hometech.edf.insights.upload;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What sort of thing an appliance is, as its name says in English, German, French or Spanish. Only recommendations depend on
 * it.
 */
public enum ApplianceKind {
    /** The meter of the whole home: what the appliances take is part of it. */
    WHOLE_HOME(
            Use.ALWAYS_ON,
            "total|mains?|whole (home|house)|aggregate|household|haushalt|gesamt|hauptz[aä]hler|maison|compteur"),
    REFRIGERATION(Use.ALWAYS_ON, "fridge|refrigerator|wine cooler|k[uü]hl.*|frigo.*|r[eé]frig[eé]rateur|nevera"),
    /** One that only freezes; a fridge with a freezer is a refrigerator. */
    FREEZER(Use.ALWAYS_ON, "freezer|gefrier.*|tiefk[uü]hl.*|cong[eé]lateur|congelador"),
    NETWORK(Use.ALWAYS_ON, "router|modem|nas|server|network|wlan|wifi|internet|box internet"),
    DRYER(Use.FLEXIBLE, "dryer|tumble.*|w[aä]schetrockner|trockner|s[eè]che[- ]linge|secadora"),
    DISHWASHER(Use.FLEXIBLE, "dish ?washer|geschirrsp[uü]l.*|sp[uü]lmaschine|lave[- ]vaisselle|lavavajillas"),
    WASHING_MACHINE(
            Use.FLEXIBLE, "wash(ing machine|er)?|laundry|waschmaschine|lave[- ]linge|machine [aà] laver|lavadora"),
    VEHICLE(Use.FLEXIBLE, "ev|car|vehicle|wall ?box|charger|charging|e[- ]?auto|ladestation|voiture|borne"),
    WATER_HEATING(
            Use.STORAGE,
            "boiler|water heater|hot water|geyser|warmwasser|durchlauferhitzer|chauffe[- ]eau|ballon|termo"),
    HEATING(
            Use.COMFORT,
            "heat ?pump|heat(er|ing)|radiator|w[aä]rmepumpe|heizung|heiz.*|chauffage|radiateur|pompe.*|calefacci[oó]n"),
    COOLING(Use.COMFORT, "air ?con.*|a/?c|cooling|klima.*|climatis.*|aire acondicionado"),
    COOKING(
            Use.BY_HAND,
            "oven|stove|cooker|hob|cooktop|microwave|kettle|toaster|induction|herd|backofen|ofen|mikrowelle|wasserkocher"
                    + "|four|plaque.*|bouilloire|horno"),
    ENTERTAINMENT(
            Use.BY_HAND,
            "tv|television|hi[- ]?fi|stereo|console|playstation|xbox|receiver|set[- ]?top.*|media|fernseher|t[eé]l[eé].*|sound.*"),
    OFFICE(Use.BY_HAND, "pc|computer|laptop|monitor|printer|desktop|office|drucker|b[uü]ro|ordinateur|imprimante"),
    LIGHTING(Use.BY_HAND, "lights?|lighting|lamps?|licht|beleuchtung|lampe.*|[eé]clairage|luces"),
    OTHER(Use.BY_HAND, "");

    /** How an appliance is used. */
    private enum Use {
        ALWAYS_ON,
        FLEXIBLE,
        STORAGE,
        COMFORT,
        BY_HAND
    }

    private final Use use;
    private final Pattern names;

    ApplianceKind(Use use, String names) {
        this.use = use;
        this.names = Pattern.compile("(?<![\\p{L}])(?:" + names + ")(?![\\p{L}])");
    }

    /** The first kind whose words the name holds. */
    public static ApplianceKind of(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        return List.of(values()).stream()
                .filter(kind -> kind != OTHER && kind.names.matcher(lower).find())
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether it is meant to take power day and night, so that what it takes at rest is no standby. */
    public boolean isAlwaysOn() {
        return use == Use.ALWAYS_ON || use == Use.STORAGE || use == Use.COMFORT;
    }

    /** Whether it does its work as well at another hour. */
    public boolean isFlexible() {
        return use == Use.FLEXIBLE || use == Use.STORAGE;
    }

    /** Whether it keeps food cold. */
    public boolean isForFood() {
        return this == REFRIGERATION || this == FREEZER;
    }

    /** Whether it heats or cools rooms. */
    public boolean isForRooms() {
        return use == Use.COMFORT;
    }

    /** As people write it: {@code washing machine}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
