-- Row images that are not whole, partial JSON, XA transactions in all their ways, MINIMAL metadata.
SET GLOBAL binlog_row_metadata = MINIMAL;
USE cap;
CREATE TABLE doc (id INT PRIMARY KEY, u INT UNSIGNED, j JSON, k JSON, v VARCHAR(20), w VARCHAR(20) CHARACTER SET latin1, e ENUM('a','b'), g POINT);
INSERT INTO doc VALUES (1, 5, '{"name":"a long enough text so that a change is smaller than the document","list":[1,2,3],"sub":{"x":1}}',
  '[]', 'v', 'w', 'a', POINT(1,2));
SET binlog_row_value_options = PARTIAL_JSON;
UPDATE doc SET j = JSON_SET(j, '$.sub.x', 2, '$.list[1]', 'changed'), k = JSON_ARRAY(1) WHERE id = 1;
UPDATE doc SET j = JSON_REMOVE(j, '$.list') WHERE id = 1;
SET binlog_row_value_options = '', binlog_row_image = MINIMAL;
UPDATE doc SET v = 'w' WHERE id = 1;
INSERT INTO doc (id) VALUES (2);
DELETE FROM doc WHERE id = 2;
SET binlog_row_image = NOBLOB;
UPDATE doc SET v = 'x' WHERE id = 1;
SET binlog_row_image = FULL;
XA START 'one','branch',7; INSERT INTO doc (id) VALUES (10); XA END 'one','branch',7; XA PREPARE 'one','branch',7; XA COMMIT 'one','branch',7;
XA START x'00ff'; INSERT INTO doc (id) VALUES (11); XA END x'00ff'; XA PREPARE x'00ff'; XA ROLLBACK x'00ff';
XA START 'phase'; INSERT INTO doc (id) VALUES (12); XA END 'phase'; XA COMMIT 'phase' ONE PHASE;
XA START 'f','',2147483647; INSERT INTO doc (id) VALUES (13); XA END 'f','',2147483647; XA PREPARE 'f','',2147483647; XA COMMIT 'f','',2147483647;
