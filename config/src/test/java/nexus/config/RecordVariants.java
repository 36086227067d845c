package nexus.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every record that differs from a given one in a single value, so that a value added later is not forgotten. */
final class RecordVariants {
    private RecordVariants() {}

    /** By what was changed, such as {@code mappings[0].lotStep}. */
    static <R extends Record> Map<String, R> of(R original) {
        Map<String, R> variants = new LinkedHashMap<>();
        RecordComponent[] components = original.getClass().getRecordComponents();
        for (int index = 0; index < components.length; index++) {
            int changed = index;
            changes(valueOf(components[index], original)).forEach((name, value) -> {
                Object[] values = Arrays.stream(components)
                        .map(component -> valueOf(component, original))
                        .toArray();
                values[changed] = value;
                variants.put(components[changed].getName() + name, create(original, components, values));
            });
        }
        return variants;
    }

    private static Map<String, Object> changes(Object value) {
        if (value instanceof List<?> list) {
            return changesOf(list);
        }
        if (value instanceof Record nested) {
            Map<String, Object> changes = new LinkedHashMap<>();
            of(nested).forEach((name, variant) -> changes.put("." + name, variant));
            return changes;
        }
        return Map.of("", otherThan(value));
    }

    private static Map<String, Object> changesOf(List<?> list) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (int index = 0; index < list.size(); index++) {
            int changed = index;
            changes(list.get(index)).forEach((name, element) -> {
                List<Object> copy = new ArrayList<>(list);
                copy.set(changed, element);
                changes.put("[" + changed + "]" + name, copy);
            });
            List<Object> shorter = new ArrayList<>(list);
            shorter.remove(index);
            changes.put(" without [" + index + "]", shorter);
        }
        if (list.size() > 1) {
            List<Object> swapped = new ArrayList<>(list);
            swapped.add(swapped.remove(0));
            changes.put(" rotated", swapped);
        }
        return changes;
    }

    private static Object otherThan(Object value) {
        if (value instanceof Enum<?> constant) {
            return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                    .filter(other -> other != constant)
                    .findFirst()
                    .orElseThrow();
        }
        if (value instanceof String text) {
            return text + "9";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.add(new BigDecimal("0.1"));
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof LocalDate day) {
            return day.plusDays(1);
        }
        throw new IllegalArgumentException("teach this class about " + value.getClass());
    }

    private static Object valueOf(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R create(R original, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = original.getClass().getDeclaredConstructor(types);
            return (R) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(original.toString(), e);
        }
    }
}
