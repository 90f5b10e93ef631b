BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE clinic (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	phone VARCHAR(64) NOT NULL, 
	hours VARCHAR(200) NOT NULL, 
	address VARCHAR(200) NOT NULL, 
	booking_link VARCHAR(200) NOT NULL, 
	time_zone VARCHAR(64) NOT NULL, 
	emergency_number VARCHAR(16) NOT NULL, 
	crisis_number VARCHAR(16) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(version_id) REFERENCES guidance_version (id) ON DELETE CASCADE, 
	UNIQUE (version_id)
);
INSERT INTO "clinic" VALUES(1,1,'HerSpace MedSpa','','','','','','911','988');
CREATE TABLE fact (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	fact_id VARCHAR(64) NOT NULL, 
	stage VARCHAR(16), 
	section VARCHAR(200) NOT NULL, 
	says TEXT NOT NULL, 
	bound VARCHAR(16), 
	low INTEGER, 
	high INTEGER, 
	unit VARCHAR(16), 
	PRIMARY KEY (id), 
	FOREIGN KEY(version_id) REFERENCES guidance_version (id) ON DELETE CASCADE, 
	UNIQUE (version_id, fact_id)
);
INSERT INTO "fact" VALUES(1,1,0,'aftercare.makeup','after','Infections','no makeup at first','exactly',48,48,'hours');
INSERT INTO "fact" VALUES(2,1,1,'recovery.redness','after','Results','redness fades','exactly',1,3,'days');
CREATE TABLE fact_term (
	id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	term_id VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE CASCADE
);
INSERT INTO "fact_term" VALUES(1,1,0,'makeup');
CREATE TABLE guidance_version (
	id INTEGER NOT NULL, 
	content_hash VARCHAR(64) NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	loaded_at DATETIME NOT NULL, 
	treatment VARCHAR(64) NOT NULL, 
	document VARCHAR(200) NOT NULL, 
	reviewed_by VARCHAR(200) NOT NULL, 
	reviewed_on DATE NOT NULL, 
	review_by DATE NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (content_hash)
);
INSERT INTO "guidance_version" VALUES(1,'c488fc2b8f55af5b77e2870dca71fa3b90b925122b158b67ce54fcfe9957ffd0',1,'2026-11-30 21:27:18.245494','microneedling','Is Microneedling Permanent?','HerSpace MedSpa','2020-01-05','2020-07-05');
CREATE TABLE synonym (
	id INTEGER NOT NULL, 
	term_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	words VARCHAR(200) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(term_id) REFERENCES term (id) ON DELETE CASCADE
);
INSERT INTO "synonym" VALUES(1,1,0,'foundation');
INSERT INTO "synonym" VALUES(2,1,1,'Mascara');
INSERT INTO "synonym" VALUES(3,2,0,'sunblock');
CREATE TABLE term (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	term_id VARCHAR(64) NOT NULL, 
	category VARCHAR(16) NOT NULL, 
	name VARCHAR(200) NOT NULL, broader VARCHAR(64), 
	PRIMARY KEY (id), 
	FOREIGN KEY(version_id) REFERENCES guidance_version (id) ON DELETE CASCADE, 
	UNIQUE (version_id, term_id)
);
INSERT INTO "term" VALUES(1,1,0,'makeup','products','Makeup',NULL);
INSERT INTO "term" VALUES(2,1,1,'sunscreen','products','sunscreen',NULL);
CREATE INDEX ix_fact_version_id ON fact (version_id);
CREATE INDEX ix_term_version_id ON term (version_id);
CREATE INDEX ix_fact_term_fact_id ON fact_term (fact_id);
CREATE INDEX ix_synonym_term_id ON synonym (term_id);
COMMIT;
