SET NAMES sjis;
USE cap;
CREATE TABLE sj (a INT COMMENT 'ƒ\ƒ\');
