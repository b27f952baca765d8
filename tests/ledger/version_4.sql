BEGIN TRANSACTION;
CREATE TABLE events (
                id TEXT NOT NULL PRIMARY KEY,
                reference TEXT NOT NULL REFERENCES letters (reference),
                kind TEXT NOT NULL,
                on_day TEXT NOT NULL,
                recorded_at TEXT NOT NULL,
                actor TEXT NOT NULL,
                run TEXT,
                data JSON NOT NULL
            );
INSERT INTO "events" VALUES('01a22e12-b972-7b84-bdbe-7a7f40572c5d','TST-5G0H-DAPG-8','drafted','2026-11-30','2026-11-30T20:08:28.700542+00:00','','20261130-6KM7','{"file": "letters/TST-5G0H-DAPG-8_president_embassy-london.pdf", "sha256": "15fb7fdf9a60c02e17ac89efb698441c96a000dfdd084e13afa01c2c86c0ba36", "pages": 1, "layout": "uk-dl", "date": "2026-11-30", "inputs": "52c75085d8ee212fad6f22b1235a5302d99b3c25b50a490318761699fd51e5db"}');
INSERT INTO "events" VALUES('01a22e12-b973-79a9-8618-47e7e51a1bf7','TST-S1YJ-9WDS-S','drafted','2026-11-30','2026-11-30T20:08:28.700542+00:00','','20261130-6KM7','{"file": "letters/TST-S1YJ-9WDS-S_president_embassy-berlin.pdf", "sha256": "f9f7dc5ef686faffd3d4d0e9294b018034cf9c72c84309134739ca918a5c08c1", "pages": 1, "layout": "uk-dl", "date": "2026-11-30", "inputs": "ef07fcfd1d80636ffb9382077e76df8db24f23ba83d0333a272c715fc97b2fee"}');
INSERT INTO "events" VALUES('01a22e13-3290-72e1-a891-814f09610ef5','TST-E2S3-WXEY-F','drafted','2026-11-30','2026-11-30T20:08:59.720738+00:00','','20261130-AT6H','{"file": "letters/TST-E2S3-WXEY-F_president_embassy-london.pdf", "sha256": "19baf3869883fdb2cd559dda7c08eec3f055e5b7da9f18c83211572221f3c9b1", "pages": 1, "layout": "uk-dl", "date": "2026-11-30", "inputs": "01a98ef9ce1a720de2b2472903edc25f461c13f305dd6e4b0c6fc9a1f560d454"}');
INSERT INTO "events" VALUES('01a22e13-947d-7a34-8902-819865395a54','TST-5G0H-DAPG-8','sent','2026-11-30','2026-11-30T20:09:24.861525+00:00','',NULL,'{"by": "post"}');
INSERT INTO "events" VALUES('01a22e13-c437-7847-beda-c90ec675482a','TST-5G0H-DAPG-8','delivered','2026-11-30','2026-11-30T20:09:37.079714+00:00','',NULL,'{}');
INSERT INTO "events" VALUES('01a22e13-f7a7-7813-8056-d69c142502b7','TST-E2S3-WXEY-F','withdrawn','2026-11-30','2026-11-30T20:09:50.282917+00:00','',NULL,'{}');
CREATE TABLE folds (
                reference TEXT NOT NULL PRIMARY KEY,
                state TEXT NOT NULL,
                began TEXT,
                template TEXT NOT NULL,
                procedure TEXT NOT NULL,
                sent_on TEXT,
                awaited INTEGER NOT NULL,
                irregular INTEGER NOT NULL,
                is_out INTEGER NOT NULL
            , alike INTEGER);
CREATE TABLE guards (
                reference TEXT NOT NULL PRIMARY KEY REFERENCES letters (reference),
                event TEXT NOT NULL REFERENCES events (id)
            );
INSERT INTO "guards" VALUES('TST-5G0H-DAPG-8','01a22e13-947d-7a34-8902-819865395a54');
CREATE TABLE letters (
                reference TEXT NOT NULL PRIMARY KEY,
                digest TEXT NOT NULL,
                campaign TEXT NOT NULL,
                template TEXT NOT NULL,
                addressee TEXT NOT NULL,
                via TEXT NOT NULL,
                sender_uid TEXT NOT NULL,
                "case" TEXT NOT NULL,
                language TEXT NOT NULL,
                round INTEGER NOT NULL,
                sender TEXT NOT NULL
            , about TEXT NOT NULL DEFAULT '');
INSERT INTO "letters" VALUES('TST-5G0H-DAPG-8','2c0116aad0eda834243c5d45aa1a43bbab114a88b2aa2ea233aa144d8985ae6f','TST','call','president','embassy-london','uid-of-ada-0001','','en',1,'ada','');
INSERT INTO "letters" VALUES('TST-S1YJ-9WDS-S','c87d24f1b92e4fe71eef6f2b54d7b4c6440c1a1a74e64294f30cee3ffdb87869','TST','call','president','embassy-berlin','uid-of-ada-0001','','en',1,'ada','');
INSERT INTO "letters" VALUES('TST-E2S3-WXEY-F','70b23e75de73f474ea345e02f6d0667d535596c536c682a23656300e7967c18e','TST','call','president','embassy-london','uid-of-bob-0001','','en',1,'bob','');
CREATE TABLE migrations (
                version INTEGER NOT NULL PRIMARY KEY,
                description TEXT NOT NULL,
                advocacy TEXT NOT NULL
            );
INSERT INTO "migrations" VALUES(1,'letters, their events, and the guard against sending twice','0.1.0');
INSERT INTO "migrations" VALUES(2,'which letter another one follows up, and a cache of the states of letters','0.1.0');
INSERT INTO "migrations" VALUES(3,'which letters a question may be about: beside each state that is kept, and by links','0.1.0');
INSERT INTO "migrations" VALUES(4,'which letters a report counts alike','0.1.0');
CREATE INDEX ix_events_reference ON events (reference);
CREATE INDEX ix_events_run ON events (run);
CREATE INDEX ix_folds_sent ON folds (template, procedure, awaited, sent_on);
CREATE INDEX ix_folds_irregular ON folds (irregular);
CREATE INDEX ix_folds_is_out ON folds (is_out);
CREATE INDEX ix_letters_about ON letters (about);
CREATE INDEX ix_events_linked ON events (reference) WHERE kind = 'linked';
CREATE INDEX ix_folds_alike ON folds (alike, reference);
COMMIT;
