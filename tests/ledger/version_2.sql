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
INSERT INTO "events" VALUES('01a20d88-d528-7000-8000-000000000000','TST-HQM0-2AJC-A','drafted','2026-11-24','2026-11-24T12:30:01.000000+00:00','ada','20261124-AAAA','{"file": "letters/a.pdf", "sha256": "abababababababababababababababababababababababababababababababab", "pages": 1, "layout": "plain", "date": "2026-11-24", "inputs": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"}');
INSERT INTO "events" VALUES('01a20d88-d910-7000-8000-000000000000','TST-S127-5CN1-Z','drafted','2026-11-24','2026-11-24T12:30:02.000000+00:00','ada','20261124-AAAA','{"file": "letters/a.pdf", "sha256": "abababababababababababababababababababababababababababababababab", "pages": 1, "layout": "plain", "date": "2026-11-24", "inputs": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"}');
INSERT INTO "events" VALUES('01a20d88-dcf8-7000-8000-000000000000','TST-HQM0-2AJC-A','sent','2026-11-24','2026-11-24T12:30:03.000000+00:00','ada',NULL,'{}');
INSERT INTO "events" VALUES('01a20d88-e0e0-7000-8000-000000000000','TST-HQM0-2AJC-A','linked','2026-11-24','2026-11-24T12:30:04.000000+00:00','ada',NULL,'{"to": "TST-S127-5CN1-Z"}');
INSERT INTO "events" VALUES('01a20d88-e4c8-7000-8000-000000000000','TST-S127-5CN1-Z','withdrawn','2026-11-24','2026-11-24T12:30:05.000000+00:00','ada',NULL,'{}');
CREATE TABLE folds (
                reference TEXT NOT NULL PRIMARY KEY,
                state TEXT NOT NULL
            );
INSERT INTO "folds" VALUES('TST-HQM0-2AJC-A','{"delivery":"sent","delivery_on":"2026-11-24","channel":null,"sent_on":"2026-11-24","draft":{"file":"letters/a.pdf","sha256":"abababababababababababababababababababababababababababababababab","pages":1,"layout":"plain","date":"2026-11-24","inputs":"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd","on":"2026-11-24","questions":[],"series":""},"marks":[{"id":"01a20d88-dcf8-7000-8000-000000000000","reference":"TST-HQM0-2AJC-A","kind":"sent","on":"2026-11-24","recorded_at":"2026-11-24T12:30:03Z","actor":"ada","run":null,"data":{}}],"conflict":false,"communication":null,"replies":[],"clock_changes":[],"links":["TST-S127-5CN1-Z"],"last_entry":{"id":"01a20d88-e0e0-7000-8000-000000000000","reference":"TST-HQM0-2AJC-A","kind":"linked","on":"2026-11-24","recorded_at":"2026-11-24T12:30:04Z","actor":"ada","run":null,"data":{"to":"TST-S127-5CN1-Z"}}}');
INSERT INTO "folds" VALUES('','1 01a20d88-e4c8-7000-8000-000000000000');
CREATE TABLE guards (
                reference TEXT NOT NULL PRIMARY KEY REFERENCES letters (reference),
                event TEXT NOT NULL REFERENCES events (id)
            );
INSERT INTO "guards" VALUES('TST-HQM0-2AJC-A','01a20d88-dcf8-7000-8000-000000000000');
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
INSERT INTO "letters" VALUES('TST-HQM0-2AJC-A','8de8012a4c4b77d76b7cf4384f1f31f84b3e860422b68830d396a3d30b0fb5af','TST','call','office-1','direct','example-uid-1','','en',1,'ada','');
INSERT INTO "letters" VALUES('TST-S127-5CN1-Z','c84472b2a1a0ef2315c9ab1a97b5ffacf8634f538b3c909345cb65865c4e1146','TST','call','office-2','direct','example-uid-1','','en',1,'ada','');
CREATE TABLE migrations (
                version INTEGER NOT NULL PRIMARY KEY,
                description TEXT NOT NULL,
                advocacy TEXT NOT NULL
            );
INSERT INTO "migrations" VALUES(1,'letters, their events, and the guard against sending twice','0.1.0');
INSERT INTO "migrations" VALUES(2,'which letter another one follows up, and a cache of the states of letters','0.1.0');
CREATE INDEX ix_events_reference ON events (reference);
CREATE INDEX ix_events_run ON events (run);
COMMIT;
