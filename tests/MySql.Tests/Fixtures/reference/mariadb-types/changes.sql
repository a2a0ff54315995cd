insert into ref.u values (3, '123e4567-e89b-12d3-a456-426655440001', '00112233-4455-6677-8899-aabbccddeeff'), (4, null, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), (5, '123e4567-e89b-12d3-a456-426655440000', '11112222-3333-4444-5555-666677778888');
insert into ref.j values (2, '{"a": 1,  "b" : [1,2]}', 'x');
