BEGIN TRANSACTION;
CREATE TABLE call_back (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sender VARCHAR(64) NOT NULL, 
	channel VARCHAR(16) NOT NULL, 
	name VARCHAR(100), 
	phone VARCHAR(20), 
	best_time VARCHAR(200), 
	consented_at DATETIME NOT NULL, 
	requested_at DATETIME, 
	done_at DATETIME
);
INSERT INTO "call_back" VALUES(1,'ann','web','Zoë','+12025550123','noon','2026-11-20 09:30:00.000000','2026-11-20 09:30:00.000000',NULL);
INSERT INTO "call_back" VALUES(2,'bob','sms','Bob','+12025550124','','2026-11-20 09:30:00.000000','2026-11-20 09:30:00.000000','2026-11-20 09:30:00.000000');
CREATE TABLE consent (
	id INTEGER NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	decided_at DATETIME NOT NULL, 
	decision VARCHAR(8) NOT NULL, 
	means VARCHAR(32) NOT NULL, 
	words VARCHAR(320) NOT NULL, 
	sent VARCHAR(640), 
	message_id VARCHAR(64), 
	PRIMARY KEY (id), 
	UNIQUE (message_id)
);
INSERT INTO "consent" VALUES(1,'bob','2026-11-20 09:30:00.000000','opt_out','text','STOP',NULL,'SM1');
CREATE TABLE continuation (
	sender VARCHAR(64) NOT NULL, 
	rest TEXT NOT NULL, 
	choices JSON NOT NULL, 
	kept_until DATETIME NOT NULL, 
	PRIMARY KEY (sender)
);
INSERT INTO "continuation" VALUES('bob','more','["yes"]','2026-11-20 09:30:00.000000');
CREATE TABLE conversation (
	sender VARCHAR(255) NOT NULL, 
	"after" INTEGER NOT NULL, 
	state JSON NOT NULL, 
	last_at FLOAT NOT NULL, 
	PRIMARY KEY (sender)
);
INSERT INTO "conversation" VALUES('ann',0,'[]',1795167000.0);
CREATE TABLE deletion (
	receipt VARCHAR(16) NOT NULL, 
	deleted_at DATETIME NOT NULL, 
	rule VARCHAR(32) NOT NULL, 
	what JSON NOT NULL, 
	PRIMARY KEY (receipt)
);
INSERT INTO "deletion" VALUES('0054AA45','2026-11-20 09:30:00.000000','on request','{"conversations": 1}');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	sender_id VARCHAR(255) NOT NULL, 
	type_name VARCHAR(255) NOT NULL, 
	timestamp FLOAT, 
	intent_name VARCHAR(255), 
	action_name VARCHAR(255), 
	data TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES(1,'ann','user',1795167000.0,'ask_makeup',NULL,'{"event": "user", "text": "it''s time for makeup?"}');
CREATE TABLE feedback (
	fact_id VARCHAR(64) NOT NULL, 
	helpful INTEGER NOT NULL, 
	not_helpful INTEGER NOT NULL, 
	PRIMARY KEY (fact_id)
);
INSERT INTO "feedback" VALUES('aftercare.makeup',3,1);
CREATE TABLE gap (
	id INTEGER NOT NULL, 
	topic VARCHAR(64) NOT NULL, 
	stage VARCHAR(16), 
	channel VARCHAR(16) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	sender VARCHAR(64), 
	text VARCHAR(300), 
	PRIMARY KEY (id)
);
INSERT INTO "gap" VALUES(1,'ask_price',NULL,'web','2026-11-20 09:30:00.000000','ann','how much');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	"key" VARCHAR(128) NOT NULL, 
	destination VARCHAR(32) NOT NULL, 
	payload JSON, 
	created_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	delivered_at DATETIME, 
	last_error VARCHAR(200), 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
INSERT INTO "outbox" VALUES(1,'call_back:1','clinic','{"event": "call_back", "request": 1}','2026-11-20 09:30:00.000000',0,'2026-11-20 09:30:00.000000',NULL,NULL);
CREATE TABLE receipt (
	channel VARCHAR(16) NOT NULL, 
	message_id VARCHAR(64) NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	received_at DATETIME NOT NULL, 
	leased_until DATETIME NOT NULL, 
	reply JSON, 
	PRIMARY KEY (channel, message_id)
);
INSERT INTO "receipt" VALUES('web','m1','ann','2026-11-20 09:30:00.000000','2026-11-20 09:30:00.000000','{"messages": []}');
CREATE TABLE sent_text (
	message_id VARCHAR(64) NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	error VARCHAR(16), 
	reported_at DATETIME NOT NULL, 
	PRIMARY KEY (message_id)
);
INSERT INTO "sent_text" VALUES('SM2','bob','delivered',NULL,'2026-11-20 09:30:00.000000');
CREATE TABLE storage_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT storage_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "storage_version" VALUES('0005');
CREATE INDEX ix_outbox_waiting ON outbox (delivered_at, due_at);
CREATE INDEX ix_receipt_sender ON receipt (sender);
CREATE INDEX ix_receipt_received_at ON receipt (received_at);
CREATE INDEX ix_consent_sender ON consent (sender);
CREATE INDEX ix_continuation_kept_until ON continuation (kept_until);
CREATE INDEX ix_sent_text_sender ON sent_text (sender);
CREATE INDEX ix_sent_text_reported_at ON sent_text (reported_at);
CREATE INDEX ix_call_back_sender ON call_back (sender);
CREATE INDEX ix_gap_sender ON gap (sender);
CREATE INDEX ix_gap_asked_at ON gap (asked_at);
CREATE INDEX ix_events_sender_id ON events (sender_id, id);
CREATE INDEX ix_events_timestamp ON events (timestamp);
CREATE INDEX ix_conversation_last_at ON conversation (last_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('call_back',3);
COMMIT;
