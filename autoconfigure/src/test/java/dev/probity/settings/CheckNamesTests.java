package dev.probity.settings;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckNamesTests {

	@ParameterizedTest
	@CsvSource({ "db, db", "DB, db", "disk-space, diskSpace", "diskspace, diskSpace", "diskSpace, disk-space-",
			"db, db/reporting", "db/re-porting, db/reporting", "db/a, db/a/b", "d-b, d--b/x",
			"dbreporting, db/reporting", "DB_REPORTING, db/reporting", "dbreporting, db/reporting/x",
			"ordersv2, orders.v2", "disk, diskSpace", "disk-space, disk" })
	void aNameCoversTheCheckAndAllBelowIt(String name, String check) {
		assertThat(CheckNames.covers(name, check)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "db, dbx", "db/reporting, db", "db, d", "db, ''", "db, other/db", "db/a, db/ab", "db/, db/a", "'', db",
			"db.reporting, db/reporting", "db/reporting, dbreporting", "dba, d/b/ac", "dbre, db/reporting" })
	void andNothingElse(String name, String check) {
		assertThat(CheckNames.covers(name, check)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "kafka", "KAFKA", "pool/orders", "disk-space", "http", "HTTP" })
	void aBuiltInNameIsKnownWhetherOrNotTheCheckIsThere(String name) {
		assertThat(CheckNames.isBuiltIn(name)).isTrue();
		assertThat(CheckNames.beginsAsBuiltIn(name)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "http/paymets", "HTTP/paymets", "http/a/b", "httppaymets", "serach" })
	void aServiceOverHttpIsKnownOnlyWhereItIsSet(String name) {
		assertThat(CheckNames.isBuiltIn(name)).isFalse();
		assertThat(CheckNames.beginsAsBuiltIn(name)).isFalse();
	}

}
