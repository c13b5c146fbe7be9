package dev.probity;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * What is published: no tests, and nothing that only tests use, whether it comes as a
 * folder or as a jar.
 */
final class OwnCode implements ImportOption {

	private static final ImportOption NO_TESTS = Predefined.DO_NOT_INCLUDE_TESTS;

	@Override
	public boolean includes(Location location) {
		return NO_TESTS.includes(location) && !location.contains("-tests.jar") && !location.contains("test-servers");
	}

}
