package dev.probity.test.shutdown;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The class whose main method starts an application.
 */
final class MainClass {

	private MainClass() {
	}

	/**
	 * The name of the class itself or, as Kotlin compiles a function beside a class, of
	 * that of its file.
	 * @throws IllegalArgumentException if neither has a main method
	 */
	static String nameOf(Class<?> said) {
		if (hasMain(said)) {
			return said.getName();
		}
		String file = said.getName() + "Kt";
		try {
			if (hasMain(Class.forName(file, false, said.getClassLoader()))) {
				return file;
			}
		}
		catch (ClassNotFoundException ex) {
			// it is told
		}
		throw new IllegalArgumentException(
				"The class '%s' has no main method, and there is no '%s' that has one: pass the class whose main method starts the application"
					.formatted(said.getName(), file));
	}

	/**
	 * Of which kind it has to be differs from one Java to the other.
	 */
	private static boolean hasMain(@Nullable Class<?> type) {
		return type != null
				&& (Arrays.stream(type.getDeclaredMethods()).anyMatch((method) -> method.getName().equals("main"))
						|| hasMain(type.getSuperclass()));
	}

}
