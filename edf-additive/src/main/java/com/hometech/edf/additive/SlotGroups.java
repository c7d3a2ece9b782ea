package com.hometech.edf.additive;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seasonalities whose columns have few distinct rows, such as those of the day and the week on a regular grid, with one slot
 * for each distinct row.
 */
final class SlotGroups {
    /** There must be this many rows for each slot. */
    private static final int ROWS_OF_SLOT = 8;

    private final int limit;
    private final List<Group> groups = new ArrayList<>();

    SlotGroups(int rows) {
        this.limit = rows / ROWS_OF_SLOT;
    }

    /** Seasonalities (by index) that share slots. */
    static final class Group {
        final List<Integer> members = new ArrayList<>();
        int[] slots;
        int count;

        Group(int[] slots, int count) {
            this.slots = slots;
            this.count = count;
        }

        /** For each slot a row that has it. */
        int[] examples() {
            int[] examples = new int[count];
            for (int row = slots.length - 1; row >= 0; row--) {
                examples[slots[row]] = row;
            }
            return examples;
        }
    }

    List<Group> groups() {
        return groups;
    }

    /**
     * Adds a seasonality by what distinguishes its rows; false where it has too many distinct ones.
     *
     * @param keys equal where all its columns are
     */
    boolean add(int index, long[] keys) {
        Group own = distinct(keys);
        if (own == null) {
            return false;
        }
        for (Group group : groups) {
            long[] joint = new long[keys.length];
            for (int row = 0; row < joint.length; row++) {
                joint[row] = (long) group.slots[row] * own.count + own.slots[row];
            }
            Group both = distinct(joint);
            if (both != null) {
                group.slots = both.slots;
                group.count = both.count;
                group.members.add(index);
                return true;
            }
        }
        own.members.add(index);
        groups.add(own);
        return true;
    }

    /** Numbers distinct keys in order of appearance; null where there are too many. */
    private @Nullable Group distinct(long[] keys) {
        int[] slots = new int[keys.length];
        int mask = Integer.highestOneBit(Math.max(1, 2 * limit)) * 2 - 1;
        long[] known = new long[mask + 1];
        int[] numbers = new int[mask + 1];
        int count = 0;
        for (int row = 0; row < keys.length; row++) {
            long hash = keys[row] * 0x9E3779B97F4A7C15L;
            int place = (int) (hash >>> 32) & mask;
            while (numbers[place] != 0 && known[place] != keys[row]) {
                place = (place + 1) & mask;
            }
            if (numbers[place] == 0) {
                if (count == limit) {
                    return null;
                }
                known[place] = keys[row];
                numbers[place] = ++count;
            }
            slots[row] = numbers[place] - 1;
        }
        return new Group(slots, count);
    }
}
