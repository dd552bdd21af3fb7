package heliograph.plugin;

import java.util.ArrayList;
import java.util.List;

/// What one place has: the class path's every provider is one, each plugin is one.
record Holdings(List<FoundProvider> providers, List<BrokenJar> broken) {
    static final Holdings NONE = new Holdings(List.of(), List.of());

    static Holdings of(Tested tested) {
        return switch (tested) {
            case Tested.Good good -> new Holdings(List.of(good.provider()), List.of());
            case Tested.Bad bad -> broken(bad.jar());
        };
    }

    static Holdings broken(BrokenJar jar) {
        return new Holdings(List.of(), List.of(jar));
    }

    Holdings and(Holdings others) {
        List<FoundProvider> allProviders = new ArrayList<>(providers);
        allProviders.addAll(others.providers);
        List<BrokenJar> allBroken = new ArrayList<>(broken);
        allBroken.addAll(others.broken);
        return new Holdings(List.copyOf(allProviders), List.copyOf(allBroken));
    }
}
