package nexus.replay.backtest;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.replay.backtest.example.MovingAverageCross;
import nexus.replay.backtest.strategy.Strategy;

/** Makes a strategy of a class name: one of the user's own, from {@code --classpath}, or one of the examples. */
final class StrategyLoader {
    private static final String EXAMPLES = MovingAverageCross.class.getPackageName();

    private StrategyLoader() {}

    /**
     * Makes one.
     *
     * @param className full name; of an example the name alone will do
     * @param classPath jars and folders, may be empty
     * @param parameters for its constructor, if it takes them
     * @throws BacktestException if there is no such class, or it is no strategy; says what is missing
     */
    static Strategy load(String className, List<Path> classPath, Map<String, String> parameters)
            throws BacktestException {
        for (Path path : classPath) {
            if (!Files.exists(path)) {
                throw new BacktestException("--classpath: there is no " + path);
            }
        }
        Class<?> found = find(className, classPath);
        if (!Strategy.class.isAssignableFrom(found)) {
            throw new BacktestException(
                    "the class " + found.getName() + " does not implement " + Strategy.class.getName());
        }
        return make(found.asSubclass(Strategy.class), parameters);
    }

    // Its classes are loaded as they are needed, until the process ends.
    @SuppressWarnings("resource")
    private static Class<?> find(String className, List<Path> classPath) throws BacktestException {
        ClassLoader loader = classPath.isEmpty()
                ? StrategyLoader.class.getClassLoader()
                : new URLClassLoader(urls(classPath), StrategyLoader.class.getClassLoader());
        for (String name : List.of(className, EXAMPLES + "." + className)) {
            Class<?> found = find(name, loader);
            if (found != null) {
                return found;
            }
        }
        throw new BacktestException("there is no class " + className + " in "
                + (classPath.isEmpty() ? "this program: name your jar or folder with --classpath" : classPath)
                + "; the examples are MovingAverageCross and RestingLimits");
    }

    /** Null if there is no such class. */
    private static Class<?> find(String name, ClassLoader loader) throws BacktestException {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            return null;
        } catch (LinkageError e) {
            throw new BacktestException("the class " + name + " cannot be loaded: " + e, e);
        }
    }

    private static URL[] urls(List<Path> classPath) throws BacktestException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = classPath.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new BacktestException("--classpath: " + classPath.get(i) + ": " + e.getMessage(), e);
            }
        }
        return urls;
    }

    private static Strategy make(Class<? extends Strategy> type, Map<String, String> parameters)
            throws BacktestException {
        try {
            for (Constructor<?> constructor : type.getConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(Map.class))) {
                    return type.cast(constructor.newInstance(Map.copyOf(parameters)));
                }
            }
            if (!parameters.isEmpty()) {
                throw new BacktestException("--param: the class " + type.getName()
                        + " has no public constructor with a Map<String, String>");
            }
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new BacktestException("the strategy " + type.getName() + " cannot be made: " + e.getCause(), e);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new BacktestException(
                    "the class " + type.getName() + " must be public, not abstract, and have a public constructor"
                            + " without parameters or with a Map<String, String>",
                    e);
        }
    }
}
