package heliograph.source.filetail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// What happens to a log and to the one who reads it, step by step.
///
/// @param include what is followed: the log alone, or its rotated names too
record History(String include, List<Step> steps) {
    private static final int STEPS = 40;

    /// One of these happens, so many times or lines.
    record Step(Act act, int count) {
        @Override
        public String toString() {
            return act + "(" + count + ")";
        }
    }

    enum Act {
        WRITE,
        WRITE_MUCH,
        WRITE_HALF_A_LINE,
        RENAME,
        WRITE_TO_THE_ONE_RENAMED,
        COPY_AND_TRUNCATE,
        COPY_WRITE_AND_TRUNCATE,
        TRUNCATE_WHAT_IS_READ,
        DELETE_WHAT_IS_READ,
        HUB_TAKES_NOTHING,
        HUB_TAKES_AGAIN,
        STOP,
        KILL,
        START
    }

    static History random(long seed) {
        var random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            // Half of all steps are lines: without any there is nothing to lose.
            Act act =
                    random.nextBoolean()
                            ? Act.WRITE
                            : Act.values()[random.nextInt(Act.values().length)];
            steps.add(new Step(act, 1 + random.nextInt(4)));
        }
        return new History(
                List.of("app.log", "app.lo*g", "app.log*").get(random.nextInt(3)), steps);
    }

    /// The shortest history found that still fails: parts are left out as long as it does.
    History shrink(Predicate<History> fails) {
        History least = this;
        for (int size = Math.max(1, steps.size() / 2); size > 0; size /= 2) {
            for (int from = 0; from < least.steps.size(); ) {
                History shorter = least.without(from, Math.min(from + size, least.steps.size()));
                if (fails.test(shorter)) least = shorter;
                else from += size;
            }
        }
        return least;
    }

    private History without(int from, int to) {
        List<Step> left = new ArrayList<>(steps.subList(0, from));
        left.addAll(steps.subList(to, steps.size()));
        return new History(include, left);
    }
}
